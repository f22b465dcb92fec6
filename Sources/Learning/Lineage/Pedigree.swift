import Cohorts
import Interchange

/// A network and those that its weights come from, each with what it learnt from as far as anybody knows.
///
/// A card says it in words and fingerprints. Where the runs still stand beside their networks, it is known example by example.
public struct Pedigree: Sendable {
  /// One network.
  public struct Member: Sendable {
    /// The path of its file, or the file's name where nobody knows the path.
    public let name: String
    /// The fingerprint of its weights.
    public let fingerprint: String
    /// What it learnt from; nothing where it does not say.
    public let training: Card.Training?
    /// The split that it learnt with, where that still stands beside it.
    let split: Split?
    /// Where its split stands.
    let splitPath: String?
    /// Where its cohort is, where its run says so.
    let location: String?

    /// Describes a network by its card alone.
    init(name: String, fingerprint: String, training: Card.Training?) {
      (self.name, self.fingerprint, self.training) = (name, fingerprint, training)
      (split, splitPath, location) = (nil, nil, nil)
    }

    /// Describes a network by its card and what stands beside its file.
    init(at path: String, fingerprint: String, training: Card.Training?) {
      (name, self.fingerprint, self.training) = (path, fingerprint, training)
      location = TrainedExamples.run(of: path)?.request.cohort
      let beside = "\(FileAccess.folder(of: path))/\(RunFolder.splitName)"
      let split = FileAccess.kind(beside) == .file ? try? Split(reading: beside) : nil
      // A file that was put there by somebody else says nothing of this network.
      let isOwn =
        split.map { split in
          split.fingerprint == training?.fingerprint && split["train"]?.examples.count == training?.examples
            && training?.parts.map { $0 == split.fingerprintOfParts } ?? true
        } ?? false
      self.split = isOwn ? split : nil
      splitPath = isOwn ? beside : nil
    }
  }

  /// The networks, the youngest first.
  public let members: [Member]
  /// Those that its weights come from.
  public var ancestors: ArraySlice<Member> { members.dropFirst() }

  /// Makes the pedigree of a network of which the card alone is known.
  init(_ card: Card) {
    members =
      [Member(name: "the network", fingerprint: "", training: card.training)]
      + card.lineage.map { Member(name: $0.file, fingerprint: $0.fingerprint, training: $0.training) }
  }

  /// Makes the pedigree of a network whose file stands at a path.
  package init(of checkpoint: Checkpoint, at path: String) {
    let card = checkpoint.card
    var members = [Member(at: path, fingerprint: checkpoint.fingerprint, training: card.training)]
    let files = Self.files(of: card, at: path)
    for ancestor in card.lineage where !members.contains(where: { $0.fingerprint == ancestor.fingerprint }) {
      if let (file, training) = files[ancestor.fingerprint] {
        members.append(
          Member(at: file, fingerprint: ancestor.fingerprint, training: training ?? ancestor.training))
      } else {
        members.append(
          Member(name: ancestor.file, fingerprint: ancestor.fingerprint, training: ancestor.training))
      }
    }
    self.members = members
  }

  /// Makes the pedigree of the network whose file stands at a path.
  package init(reading path: String) throws(FileError) {
    self.init(of: try Checkpoint(reading: path), at: path)
  }

  /// Returns the ancestors whose files are still there, by their weights: each run names the file that it began with.
  private static func files(of card: Card, at path: String) -> [String: (path: String, training: Card.Training?)] {
    var found: [String: (path: String, training: Card.Training?)] = [:]
    var path = path
    for _ in card.lineage {
      guard let origin = TrainedExamples.run(of: path)?.request.network, FileAccess.kind(origin) == .file,
        let source = try? Checkpoint(reading: origin),
        card.lineage.contains(where: { $0.fingerprint == source.fingerprint })
      else { break }
      found[source.fingerprint] = (origin, source.card.training)
      path = origin
    }
    return found
  }

  /// Returns what each of the networks has to do with some examples.
  package func encounters(with examples: JudgedExamples) -> [Encounter] {
    members.enumerated().map { Encounter($1, examples, isAncestor: $0 > 0) }
  }
}
