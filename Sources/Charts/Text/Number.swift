/// Numbers as text, the same on every machine.
enum Number {
  /// Returns a place in a drawing: one decimal, and none where it would be zero.
  static func place(_ value: Double) -> String { tenths(tenths(of: value)) }

  /// Returns a value in whole tenths; what is no number, or lies far outside of any drawing, is brought back.
  static func tenths(of value: Double) -> Int {
    value.isNaN ? 0 : Int((min(1e6, max(-1e6, value)) * 10).rounded())
  }

  /// Returns so many tenths as a text.
  static func tenths(_ count: Int) -> String {
    let (whole, rest) = (abs(count) / 10, abs(count) % 10)
    return (count < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
  }

  /// Returns a value with so many decimals.
  static func fixed(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : value > 0 ? "∞" : "−∞" }
    guard abs(value) < 1e15, places < 16 else { return scientific(value) }
    let factor = (0..<max(0, places)).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (abs(value) * factor).rounded()
    guard scaled < 9e18 else { return scientific(value) }
    let (whole, rest) = (Int(scaled) / Int(factor), "\(Int(scaled) % Int(factor))")
    let sign = value < 0 && scaled > 0 ? "−" : ""
    return places > 0
      ? "\(sign)\(whole).\(String(repeating: "0", count: places - rest.count))\(rest)" : "\(sign)\(whole)"
  }

  /// Returns a value as people write it: about three figures.
  static func short(_ value: Double) -> String {
    let size = abs(value)
    if size != 0, size < 1e-3 || size >= 1e6 { return scientific(value) }
    return fixed(value, places: size >= 100 || value == value.rounded() ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3)
  }

  /// Returns a value as `2.5·10⁻⁵`.
  static func scientific(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return fixed(value, places: 0) }
    var (figure, exponent) = (abs(value), 0)
    while figure >= 10 { (figure, exponent) = (figure / 10, exponent + 1) }
    while figure < 1 { (figure, exponent) = (figure * 10, exponent - 1) }
    var rounded = (figure * 10).rounded() / 10
    if rounded >= 10 { (rounded, exponent) = (1, exponent + 1) }
    let digits = "\(abs(exponent))".compactMap { $0.wholeNumberValue }.map { superscripts[$0] }.joined()
    let power = "10" + (exponent < 0 ? "⁻" : "") + digits
    let sign = value < 0 ? "−" : ""
    return rounded == 1
      ? sign + power : sign + (rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)") + "·" + power
  }

  private static let superscripts = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
}
