import CommandLineKit
import Waveforms

/// Says what was taken for granted of records that do not say it, of the first of many word by word.
struct AssumptionNotes {
  private let call: Call
  private var records = 0

  /// Of how many records it is said.
  private static let most = 3

  init(_ call: Call) { self.call = call }

  mutating func add(_ description: RecordDescription) {
    guard !description.assumptions.isEmpty else { return }
    records += 1
    guard records <= Self.most else { return }
    for assumption in description.assumptions { call.console.note("\(call.path): \(assumption)") }
  }

  func finish() {
    guard records > Self.most else { return }
    call.console.note(
      "\(call.path): something was assumed of \(records - Self.most) more; 'einthoven inspect' says what")
  }
}
