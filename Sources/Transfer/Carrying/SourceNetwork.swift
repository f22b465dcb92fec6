import Cohorts
import Learning
import Networks
import Waveforms

/// A trained network and the file that it stands in.
public struct SourceNetwork: Sendable {
  /// The file's path.
  public let path: String
  /// The network.
  public let checkpoint: Checkpoint

  /// Reads a network.
  public init(reading path: String) throws(LearningError) {
    self.path = path
    do throws(FileError) { checkpoint = try Checkpoint(reading: path) } catch { throw .file(error) }
  }

  /// The file's name without its folders, or with its run's where it alone says nothing.
  public var file: String { CheckpointName.file(path) }

  /// The network and those that it comes from.
  var pedigree: Pedigree { Pedigree(of: checkpoint, at: path) }

  /// Returns the network's recipe for a cohort's recordings: other leads, and from their rate to its own.
  ///
  /// - Parameters:
  ///   - cohort: The recordings; the first one tells the rate of all.
  ///   - leads: The leads to take; nothing for those that the recipe names, or else all that the recordings have.
  ///   - embeds: Whether a one-lead network is to stand in several leads: then all, whatever lead it learnt from, unless it
  ///     looks at beats, which are cut from one.
  ///   - absent: What becomes of leads that a record lacks; as the recipe has it if nothing is given.
  public func recipe(
    for cohort: Cohort, leads: [String]? = nil, embeds: Bool = false, absent: Step.Absent? = nil
  ) throws(LearningError) -> Recipe {
    guard let example = cohort.examples.first else { throw .request("the cohort is empty") }
    let card = checkpoint.card
    do throws(FileError) {
      let takesAll = embeds && card.leads.count == 1 && !card.recipe.looksAtOneLead
      var names = leads ?? (takesAll ? nil : card.recipe.leads) ?? []
      if names.isEmpty { names = try example.source.read().leads.map(\.name) }
      return card.recipe.taking(leads: names, absent: absent)
        .coming(from: try example.source.rate(), to: card.rate)
    } catch {
      throw .file(error)
    }
  }
}
