/// Numbers as people read them.
package enum Figure {
  /// Returns a number with so many decimals.
  package static func fixed(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : value > 0 ? "∞" : "-∞" }
    guard abs(value) < 1e12 else { return "\(value)" }
    let factor = (0..<places).reduce(1) { scale, _ in scale * 10 }
    let scaled = Int((abs(value) * Double(factor)).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard places > 0 else { return sign + "\(scaled)" }
    let rest = "\(scaled % factor)"
    return sign + "\(scaled / factor)." + String(repeating: "0", count: places - rest.count) + rest
  }

  /// Returns a number with three figures or so.
  package static func short(_ value: Double) -> String {
    let size = abs(value)
    return fixed(value, places: size < 1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0)
  }

  /// Returns a duration: `8 s`, `1 min 20 s`, `2 h 5 min`.
  package static func time(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "–" }
    let whole = Int(max(0, seconds).rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
