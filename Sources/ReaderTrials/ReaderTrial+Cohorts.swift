import Cohorts
import Interchange
import Waveforms

extension ReaderTrial {
  /// The trials of what reads whole folders, tables and JSON; damaged files are written to a folder of their own below
  /// `scratch`, which should lie in memory.
  public static func cohorts(scratch: String) throws -> [ReaderTrial] {
    let record = SmallRecord.files("00001_lr")
    let loaders = [
      try loader("index", "csv:", "index.csv", CohortSeeds.index, beside: record, in: scratch),
      try loader("heartbeat", "heartbeat-csv:", "mitbih_train.csv", CohortSeeds.heartbeats, beside: [:], in: scratch),
      try loader(
        "ptb-xl", "ptb-xl,task=superdiagnostic,likelihood=50:", nil, CohortSeeds.ptbxl,
        beside: record.merging(["scp_statements.csv": Array(CohortSeeds.statements.utf8)]) { a, _ in a },
        damaged: "ptbxl_database.csv", in: scratch),
      try loader(
        "scp-statements", "ptb-xl,task=diagnostic:", nil, CohortSeeds.statements,
        beside: record.merging(["ptbxl_database.csv": Array(CohortSeeds.ptbxl.utf8)]) { a, _ in a },
        damaged: "scp_statements.csv", in: scratch),
      try loader(
        "reference", "cinc2017:", nil, CohortSeeds.reference, beside: record, damaged: "REFERENCE-v3.csv", in: scratch),
      try loader(
        "challenge", "challenge2021:", nil, CohortSeeds.challenge, beside: SmallRecord.samples("A0001"),
        damaged: "A0001.hea", in: scratch),
    ]
    return loaders + [
      try cache(scratch: scratch),
      try json("split", [CohortSeeds.split()], scratch: scratch) { path in
        let split = try Split(reading: path)
        _ = try split.places(of: split.parts.map(\.name), in: CohortSeeds.cohort())
      },
      try json("recipe", [CohortSeeds.recipe] + CohortSeeds.recipe.steps.map { Recipe([$0]) }, scratch: scratch) {
        path in
        _ = try Recipe(reading: path)(CohortSeeds.recording, focus: 20)
      },
    ]
  }

  /// Loads a cohort of which one file is damaged, and reads what it leads to.
  private static func loader(
    _ name: String, _ words: String, _ table: String?, _ seed: String, beside: [String: [UInt8]],
    damaged: String? = nil, in scratch: String
  ) throws -> ReaderTrial {
    let folder = "\(scratch)/\(name)"
    try AtomicFile.makeFolder(folder)
    for (file, bytes) in beside { try AtomicFile.write(bytes, to: "\(folder)/\(file)") }
    let file = damaged ?? table ?? "table"
    let location = table.map { "\(words)\(folder)/\($0)" } ?? words + folder
    return ReaderTrial(name: name, seeds: [[file: Array(seed.utf8)]]) { files in
      try ScratchFile.write(files, to: folder)
      let cohort = try Cohort.load(location)
      _ = cohort.fingerprint
      _ = cohort.coOccurrence
      for example in cohort.examples.prefix(3) { _ = try? example.source.read(samples: example.samples) }
    }
  }

  /// Reads a damaged file of prepared recordings.
  private static func cache(scratch: String) throws -> ReaderTrial {
    let folder = "\(scratch)/cache"
    try AtomicFile.makeFolder(folder)
    _ = try PreparedCohort(
      CohortSeeds.cohort(), recipe: Recipe([.resample(rate: 50)]), cache: RecipeCache(folder: folder))
    let files = try FileAccess.list(folder).files
    guard let name = files.first else { throw FileError(file: folder, message: "the cache wrote nothing") }
    let seed = [name: try FileAccess.read("\(folder)/\(name)")]
    return ReaderTrial(name: "cache", seeds: [seed], changes: 1) { files in
      try ScratchFile.write(files, to: folder)
      try RecipeCache.readAll(of: "\(folder)/\(name)")
    }
  }

  /// Reads a damaged file of JSON, and uses what it holds.
  private static func json(
    _ name: String, _ values: [some Encodable], scratch: String, _ attempt: @escaping @Sendable (String) throws -> Void
  ) throws -> ReaderTrial {
    let folder = "\(scratch)/\(name)"
    try AtomicFile.makeFolder(folder)
    let seeds = try values.map { ["\(name).json": try JSONFile.bytes(of: $0, file: name)] }
    // JSON breaks easily: with more than one change hardly any would be read.
    return ReaderTrial(name: name, seeds: seeds, changes: 1) { files in
      try ScratchFile.write(files, to: folder)
      try attempt("\(folder)/\(name).json")
    }
  }
}
