import Cohorts
import Waveforms

/// Whether a recording holds enough to be answered for: filled up, silence would look like a recording.
struct Sufficiency {
  /// What the network looks at.
  let shape: WindowShape

  /// The least share of a window that one lead at least must hold.
  static let share = 0.5

  /// Whether the network was trained on recordings that lack leads.
  let toleratesLack: Bool

  init(of shape: WindowShape, toleratesLack: Bool = false) {
    self.shape = shape
    self.toleratesLack = toleratesLack
  }

  /// Returns why the recording cannot be answered for, or nothing.
  ///
  /// - Parameter names: The leads that are taken, or nothing for all.
  func callAsFunction(_ recording: Recording, leads names: [String]?) -> String? {
    let given = names.map { names in names.compactMap { recording[lead: $0] } }
    // Derived leads are as long as those that they are made of.
    let derived =
      given?.isEmpty == true ? names.map { $0.compactMap { recording.derivingLimbLeads()[lead: $0] } } : given
    let taken = derived ?? recording.leads
    let shown = taken.map(\.name).joined(separator: " ")
    if taken.isEmpty {
      let have = recording.leads.map(\.name).joined(separator: " ")
      return "the record has none of \((names ?? []).joined(separator: " ")); it has \(have.isEmpty ? "no lead" : have)"
    }
    let most = taken.map { lead in lead.samples.count { !$0.isNaN } }.max() ?? 0
    if let other = taken.first(where: { $0.units != "mV" }) { return "\(other.name) is in \(other.units), no voltage" }
    if most == 0 { return "all samples of \(shown) are missing" }
    let still = taken.filter { !Self.moves($0) }
    if still.count == taken.count { return "\(shown): the signal does not move" }
    if 2 * still.count > taken.count, !toleratesLack {
      return "\(still.map(\.name).joined(separator: " ")) do not move: most of what the network takes is not there"
    }
    let window = Double(shape.times) / shape.rate
    let seconds = Double(most) / recording.rate
    if seconds < Sufficiency.share * window {
      return "\(shown): \(fixed(seconds, 2)) s of signal for a network that looks at \(fixed(window, 2)) s; at least "
        + "\(fixed(Sufficiency.share * window, 2)) s are needed"
    }
    return nil
  }

  private static func moves(_ lead: Recording.Lead) -> Bool {
    guard let first = lead.samples.first(where: { !$0.isNaN }) else { return false }
    return lead.samples.contains { !$0.isNaN && $0 != first }
  }
}

extension Recording {
  /// The recording without leads that hold no sample, if others do: a column may stand for a lead that was not recorded.
  var withoutBlankLeads: Recording {
    let held = leads.filter { lead in lead.samples.contains { !$0.isNaN } }
    guard !held.isEmpty, held.count < leads.count else { return self }
    var result = self
    result.leads = held
    return result
  }
}

extension Recipe {
  /// The leads that a record must have, or be refused.
  var refusedLeads: [String] {
    for step in steps { if case .leads(let names, .refuse) = step { return names } }
    return []
  }
}
