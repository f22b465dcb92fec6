/// What a measure says; every number in it is finite.
public struct MeasureValue: Sendable, Equatable {
  /// The measure, or nothing where it is not defined.
  public let value: Double?
  /// The measure of each target label, or nothing where it is not defined; empty if it has no such view.
  public let perLabel: [Double?]
  /// Why there is no value, or what to know about it.
  public let note: String?

  /// Creates a value; a number that is not finite counts as none.
  init(_ value: Double?, perLabel: [Double?] = [], note: String? = nil) {
    let finite = value.flatMap { $0.isFinite ? $0 : nil }
    self.value = finite
    self.perLabel = perLabel.map { $0.flatMap { $0.isFinite ? $0 : nil } }
    self.note = note ?? (value != nil && finite == nil ? "not finite" : nil)
  }

  static func none(_ note: String) -> MeasureValue { MeasureValue(nil, note: note) }

  /// The mean over the labels that have a value.
  static func mean(_ perLabel: [Double?], note: String? = nil) -> MeasureValue {
    let present = perLabel.compactMap(\.self).filter(\.isFinite)
    guard !present.isEmpty else { return MeasureValue(nil, perLabel: perLabel, note: note ?? "no label has a value") }
    return MeasureValue(present.reduce(0, +) / Double(present.count), perLabel: perLabel, note: note)
  }
}
