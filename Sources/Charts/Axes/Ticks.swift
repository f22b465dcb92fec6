/// Where an axis has marks: at 1, 2 or 5 times a power of ten.
struct Ticks: Equatable {
  let values: [Double]
  let labels: [String]

  /// Marks a linear axis with about so many marks, all within the range, at whole numbers alone where asked.
  static func linear(_ range: ClosedRange<Double>, about count: Int, isWhole: Bool = false) -> Ticks {
    let fine = niceStep((range.upperBound / 2 - range.lowerBound / 2) * 2 / Double(max(1, count)))
    let step = isWhole ? max(1, fine) : fine
    guard step > 0, step.isFinite, abs(range.lowerBound / step) < 1e9, abs(range.upperBound / step) < 1e9 else {
      return Ticks(values: [range.lowerBound], labels: [Number.short(range.lowerBound)])
    }
    // The ends may have been rounded a little inwards.
    let first = (range.lowerBound / step - 1e-6).rounded(.up)
    let last = (range.upperBound / step + 1e-6).rounded(.down)
    guard first <= last else { return Ticks(values: [], labels: []) }
    let values = stride(from: first, through: last, by: 1).map { $0 == 0 ? 0 : $0 * step }
    let size = max(abs(range.lowerBound), abs(range.upperBound))
    let isPlain = size < 1e6 && step >= 1e-6
    var places = 0
    var scaled = step
    while places < 7, abs(scaled - scaled.rounded()) > 1e-6 * scaled { (places, scaled) = (places + 1, scaled * 10) }
    return Ticks(
      values: values, labels: values.map { isPlain ? Number.fixed($0, places: places) : Number.scientific($0) })
  }

  /// Marks a logarithmic axis at powers of ten, and between them where there are few.
  static func logarithmic(_ range: ClosedRange<Double>) -> Ticks {
    let low = Int(Logarithm.ten(range.lowerBound).rounded(.down)),
      high = Int(Logarithm.ten(range.upperBound).rounded(.up))
    let decades = high - low
    let factors = decades <= 2 ? [1.0, 2, 5] : [1]
    let every = max(1, decades / 6)
    var (values, labels): ([Double], [String]) = ([], [])
    for power in stride(from: low, through: high, by: every) {
      for factor in factors {
        let value = factor * Logarithm.power(of: power)
        guard value >= range.lowerBound * (1 - 1e-9), value <= range.upperBound * (1 + 1e-9) else { continue }
        values.append(value)
        let isPlain = (-3..<6).contains(power)
        labels.append(isPlain ? Number.fixed(value, places: max(0, -power)) : Number.scientific(value))
      }
    }
    return Ticks(values: values, labels: labels)
  }

  /// Returns the smallest of 1, 2 or 5 times a power of ten that is not below a step.
  static func niceStep(_ step: Double) -> Double {
    guard step > 0, step.isFinite else { return 0 }
    let power = Logarithm.power(of: Int(Logarithm.ten(step).rounded(.down)))
    let figure = step / power
    return power * (figure <= 1 + 1e-9 ? 1 : figure <= 2 + 1e-9 ? 2 : figure <= 5 + 1e-9 ? 5 : 10)
  }
}
