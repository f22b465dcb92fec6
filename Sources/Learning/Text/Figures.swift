// How numbers are written in sentences and tables.

/// Returns a number with a fixed number of places.
package func fixed(_ value: Double, _ places: Int) -> String {
  guard value.isFinite, abs(value) < 1e12 else { return "–" }
  var factor = 1
  for _ in 0..<places { factor *= 10 }
  let scaled = Int((abs(value) * Double(factor)).rounded())
  let sign = value < 0 && scaled != 0 ? "−" : ""
  guard places > 0 else { return "\(sign)\(scaled)" }
  let rest = "\(scaled % factor)"
  return "\(sign)\(scaled / factor)." + String(repeating: "0", count: places - rest.count) + rest
}

/// Returns a text filled up with spaces, on the right or, for numbers, on the left.
package func padded(_ text: String, _ width: Int, right: Bool = false) -> String {
  let fill = String(repeating: " ", count: max(0, width - text.count))
  return right ? fill + text : text + fill
}
