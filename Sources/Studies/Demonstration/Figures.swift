import Learning

// How the demonstration writes its figures.

/// Returns a share in points of a hundred.
func points(_ share: Double) -> String { fixed(100 * share, 1) }

/// Returns a share as a percentage.
func percent(_ share: Double) -> String { fixed(100 * share, 0) + " %" }

/// Returns a count as a percentage of another.
func percent(_ count: Int, of all: Int) -> String {
  all == 0 ? "–" : fixed(100 * Double(count) / Double(all), 1) + " %"
}

/// Returns a score with its interval.
func shown(_ estimate: Estimate) -> String {
  "\(points(estimate.value)) (95 %: \(points(estimate.low)) to \(points(estimate.high)))"
}

/// Returns a difference with its sign and interval.
func signed(_ difference: Estimate) -> String {
  func plus(_ value: Double) -> String { (value > 0 ? "+" : "") + points(value) }
  return "\(plus(difference.value)) points (95 %: \(plus(difference.low)) to \(plus(difference.high)))"
}

/// Returns a small number in powers of ten.
func scientific(_ value: Float) -> String {
  guard value != 0, value.isFinite else { return value == 0 ? "0" : "–" }
  var (mantissa, exponent) = (Double(abs(value)), 0)
  while mantissa >= 9.95 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
  while mantissa < 0.995 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
  return "\(value < 0 ? "−" : "")\(fixed(mantissa, 1))e\(exponent)"
}

/// Returns a text broken between words into lines of at most `width` characters; one that fits stays as it is.
func wrapped(_ text: String, _ width: Int) -> [String] {
  guard text.count > width else { return [text] }
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if !line.isEmpty, line.count + 1 + word.count > width {
      lines.append(line)
      line = ""
    }
    line += line.isEmpty ? String(word) : " " + word
  }
  return lines + [line]
}
