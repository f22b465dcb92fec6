import CommandLineKit
import GoldenFiles
import Interchange
import Synchronization
import Testing
import Waveforms

@testable import Program

/// What a newcomer types at `inspect`, `convert`, `prepare` and `datasets`.
@Suite struct PlainCallsTests {
  private func run(_ words: [String]) -> (exit: Exit, output: String, errors: String) {
    let output = Mutex("")
    let errors = Mutex("")
    let exit = Main.application().run(
      words,
      console: Console(
        output: Screen(isTerminal: false, isColoured: false, width: 80) { text in output.withLock { $0 += text } },
        errors: Screen(isTerminal: false, isColoured: false, width: 80) { text in errors.withLock { $0 += text } }))
    return (exit, output.withLock { $0 }, errors.withLock { $0 })
  }

  private func made() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = run([
      "synthesize", "\(folder.path)/made", "--patients", "3", "--seconds", "8", "--leads", "II", "--rate", "100",
    ])
    return folder
  }

  @Test func inspectSaysWhatACohortIs() {
    let (exit, output, _) = run(["inspect", "synthetic,patients=3,seconds=4:1"])
    #expect(exit == .success && output.contains("3 examples"), "\(output)")
    #expect(output == run(["cohort", "synthetic,patients=3,seconds=4:1"]).output)
  }

  @Test func anEmptyFolderIsSaid() throws {
    let folder = try TemporaryFolder()
    let (exit, _, errors) = run(["inspect", folder.path])
    #expect(exit == .failedData && errors.contains("there are no records in this folder"))
  }

  @Test func aCohortsNameBeforeARecordIsUnderstood() throws {
    let folder = try made()
    let errors = run(["convert", "csv:\(folder.path)/made", "\(folder.path)/out"]).errors
    #expect(errors.contains("expected the path alone: \(folder.path)/made"), "\(errors)")
  }

  @Test func aFormatThatIsNoneIsSaidAndNothingIsWritten() throws {
    let folder = try made()
    let (exit, _, errors) = run(["convert", "\(folder.path)/made", "\(folder.path)/out.xyz"])
    #expect(exit == .failedData && errors.contains("there is no format of this name (found xyz"), "\(errors)")
    #expect(FileAccess.kind("\(folder.path)/out.xyz") == .nothing)
    #expect(run(["convert", "\(folder.path)/made", "-"]).errors.contains("does not go through a pipe"))
    #expect(run(["convert", "\(folder.path)/made", "\(folder.path)/out.xyz", "--to", "npy"]).exit == .success)
  }

  @Test func aCohortIsPreparedWithItsLabels() throws {
    let folder = try made()
    let call = ["prepare", "benchmark", "csv:\(folder.path)/made/index.csv", "-o", "\(folder.path)/w.npy"]
    let (exit, output, errors) = run(call)
    #expect(exit == .success && output.contains("\"labels\": ["), "\(errors)")
    let windows = try NPYArray(path: "\(folder.path)/w.npy")
    #expect(windows.shape.count == 3 && windows.shape[1] == 250)
    #expect(try NPYArray(path: "\(folder.path)/w.labels.npy").shape[0] == windows.shape[0])
  }

  @Test func recordsArePreparedByARecipeAlone() throws {
    let folder = try made()
    let (exit, output, errors) = run(["prepare", "benchmark", "\(folder.path)/made", "-o", "\(folder.path)/w.npy"])
    #expect(exit == .success && output.split(separator: "\n").count == 3, "\(errors)")
    let wrong = run(["prepare", "bench", "\(folder.path)/made", "-o", "\(folder.path)/x.npy"])
    #expect(wrong.errors.contains("'bench' is neither a file nor a recipe; recipes are lead, beat"), "\(wrong.errors)")
    #expect(wrong.exit == .failedData && FileAccess.kind("\(folder.path)/x.npy") == .nothing)
  }

  @Test func theDatabasesAreListed() throws {
    let folder = try TemporaryFolder()
    let (exit, output, _) = run(["datasets", "--data", folder.path, "--json"])
    #expect(exit == .success && output.split(separator: "\n").count == 6)
    #expect(output.hasPrefix("{\"name\": \"mitdb\""))
    #expect(run(["datasets", "--data", folder.path]).output.contains("CC BY 4.0   3.0 GB  ptb-xl/1.0.3"))
  }

  @Test func aRecordByAllItsFilesIsOneRecord() throws {
    let folder = try made()
    let inside = try #require(try FileAccess.list("\(folder.path)/made").folders.first)
    let files = try FileAccess.list("\(folder.path)/made/\(inside)").files.map {
      "\(folder.path)/made/\(inside)/\($0)"
    }
    #expect(files.count >= 3)
    let (exit, output, errors) = run(["prepare", "lead"] + files + ["-o", "\(folder.path)/w.npy"])
    #expect(exit == .success && output.split(separator: "\n").count == 1, "\(output) \(errors)")
  }

  @Test func whatIsNearlyCalledSoIsNamed() throws {
    let folder = try made()
    let made = "\(folder.path)/made"
    #expect(run(["cohort", "csv:\(made)/indx.csv"]).errors.contains("did you mean '\(made)/index.csv'?"))
    #expect(run(["cohort", "csv:\(folder.path)/mad/index.csv"]).errors.contains("did you mean '\(made)'?"))
    #expect(run(["inspect", "\(folder.path)/mad"]).errors.contains("did you mean '\(made)'?"))
    let far = run(["inspect", "\(folder.path)/elsewhere/a"]).errors
    #expect(far.contains("there is no folder \(folder.path)/elsewhere"), "\(far)")
  }

  @Test func adviceIsGivenWhereItFitsAlone() throws {
    let folder = try made()
    let table = "\(folder.path)/made/index.csv"
    // Something that is to be written is nearly called as something else: nobody meant that.
    try AtomicFile.write([], to: "\(folder.path)/w.npy")
    let plot = run(["plot", "\(folder.path)/made", "-o", "\(folder.path)/v.svg"]).errors
    #expect(!plot.contains("did you mean"), "\(plot)")
    #expect(run(["cohort", "csv:\(folder.path)/made"]).errors.contains("did you mean 'csv:\(table)'?"))
    #expect(run(["cohort", "\(folder.path)/made"]).errors.contains("did you mean 'csv:\(table)'?"))
    #expect(
      run(["cohort", "ptb-xl:\(folder.path)/made"]).errors.contains("is \(folder.path)/made the folder of PTB-XL?"))
    let run1 = "\(folder.path)/run"
    _ = run(["train", "csv:\(table)", "-e", "1", "--task", "several", "-o", run1, "--no-report", "-q"])
    #expect(FileAccess.kind(run1 + "/model.safetensors") == .file)
    let swapped = run(["predict", table, run1]).errors
    #expect(swapped.contains("the network comes first: einthoven predict \(run1) \(table)"), "\(swapped)")
    let network = run1 + "/model.safetensors"
    let transfer = run(["transfer", "csv:\(table)", network]).errors
    #expect(transfer.contains("the network comes first: einthoven transfer \(network) csv:\(table)"), "\(transfer)")
    let rank = run(["rank", "csv:\(table)", "--on", network]).errors
    #expect(rank.contains("the networks come first: einthoven rank \(network) --on csv:\(table)"), "\(rank)")
    // A table of recordings is a cohort, and no command that takes records would take it.
    let index = run(["predict", network, table]).errors
    #expect(index.contains("names recordings: name one of them") && !index.contains("csv:"), "\(index)")
  }

  @Test func everyResultCanBeJSON() throws {
    let folder = try TemporaryFolder()
    let made = run([
      "synthesize", "\(folder.path)/made", "--patients", "2", "--seconds", "4", "--leads", "II", "--rate", "100",
      "--json",
    ]).output
    #expect(made.hasPrefix("{\"records\": 2, \"cohort\": \"csv:"), "\(made)")
    let call = ["convert", "\(folder.path)/made", "\(folder.path)/out", "--to", "csv", "--json", "-q"]
    let lines = run(call).output.split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.contains("\"format\": \"csv\", \"lost\": [") }, "\(lines)")
    #expect(
      FileAccess.kind(try #require(lines[0].split(separator: "\"").first { $0.hasSuffix(".csv") }.map(String.init)))
        == .file)
  }

  @Test func aFolderThatHoldsSomethingIsNotMixedUp() throws {
    let folder = try made()
    let call = ["synthesize", "\(folder.path)/made", "--patients", "1", "--seconds", "4", "--leads", "II"]
    let (exit, _, errors) = run(call)
    #expect(exit == .failedData && errors.contains("something stands there"), "\(errors)")
    #expect(run(call + ["--force"]).exit == .success)
  }

  @Test func aDatabaseWithoutItsPlaceIsLookedFor() {
    let errors = run(["cohort", "mitdb"]).errors
    #expect(errors.contains("'einthoven datasets fetch mitdb' brings it") || errors.contains("did you mean 'mitdb:"))
  }

  @Test func anAnnotationFileThatIsNotThereIsMissed() throws {
    let folder = try made()
    let record = try #require(
      try FileAccess.list("\(folder.path)/made").folders.lazy.compactMap { inner in
        try? FileAccess.list("\(folder.path)/made/\(inner)").files.first { $0.hasSuffix(".hea") }
          .map { "\(folder.path)/made/\(inner)/\($0)" }
      }.first)
    #expect(run(["plot", record, "--annotator", "xyz"]).errors.contains("there is no such annotation file"))
    #expect(run(["plot", record, "--annotator", "atr"]).exit == .success)
    #expect(run(["plot", record, "--leads", "IJ"]).errors.contains("did you mean 'II'?"))
  }

  @Test func whatIsReadIsNotWrittenOver() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/x.npy"
    try NPYArray(shape: [400, 1], floats: (0..<400).map { Float($0 % 50) / 50 }).write(to: path)
    let before = try FileAccess.read(path)
    let errors = run(["prepare", "benchmark", path, "--rate", "100", "-o", path]).errors
    #expect(errors.contains("this is what is read: choose another name"), "\(errors)")
    #expect(try FileAccess.read(path) == before)
  }

  @Test func aPictureOfNoKnownKindIsRefused() throws {
    let folder = try made()
    let (exit, _, errors) = run(["plot", "\(folder.path)/made/none", "-o", "\(folder.path)/x.jpg"])
    #expect(exit == .misuse && errors.contains(".svg, .png or .pdf"), "\(errors)")
    #expect(FileAccess.kind("\(folder.path)/x.jpg") == .nothing)
  }

  @Test func equalRefusalsAreToldOnce() throws {
    let folder = try TemporaryFolder()
    for index in 0..<8 {
      try AtomicFile.write(Array("r 1 250 4\nr\(index).dat 16\n".utf8), to: "\(folder.path)/r\(index).hea")
    }
    try AtomicFile.write(Array("x\n".utf8), to: "\(folder.path)/s.hea")
    let (exit, _, errors) = run(["prepare", "benchmark", folder.path, "-o", folder("w.npy")])
    let lines = errors.split(separator: "\n")
    #expect(exit == .failedData && lines.count == 6, "\(errors)")
    #expect(lines.dropFirst(4).first == "einthoven prepare: and 5 more, each for the same reason as r0")
    #expect(lines.last == "0 of 9 records prepared")
  }

  @Test func aMatrixWithoutItsHeaderIsRefused() throws {
    let folder = try made()
    #expect(run(["convert", folder("made"), folder("mat"), "--to", "mat"]).exit == .success)
    let header = try #require(try RecordListing.records(at: folder("mat")).first)
    let matrix = String(header.dropLast(3)) + "mat"
    #expect(run(["prepare", "benchmark", matrix, "-o", folder("w.npy")]).exit == .success)
    FileAccess.remove(header)
    let (exit, _, errors) = run(["prepare", "benchmark", matrix, "--rate", "100", "-o", folder("v.npy")])
    #expect(exit == .failedData && errors.contains("with its header (.hea) beside it"), "\(errors)")
  }

  @Test func theNetworkComesFirstWhereItDoes() throws {
    let folder = try TemporaryFolder()
    let network = folder("n.safetensors")
    try AtomicFile.write([0], to: network)
    let swapped = run(["predict", folder("none"), network]).errors
    #expect(swapped.contains("the network comes first: einthoven predict \(network) \(folder("none"))"), "\(swapped)")
    let drawn = run(["plot", folder("none"), "--explain", network, "-o", folder("w.svg")]).errors
    #expect(drawn.contains("there is no such record") && !drawn.contains("comes first"), "\(drawn)")
  }

  @Test func aFolderSaysWhichDatabaseItIs() throws {
    let folder = try TemporaryFolder()
    for (sign, name) in [("ptbxl_database.csv", "ptb-xl"), ("100.atr", "mitdb"), ("A0001.hea", "challenge2021")] {
      try AtomicFile.makeFolder(folder(name))
      try AtomicFile.write([0], to: folder(name + "/" + sign))
      let errors = run(["cohort", folder(name)]).errors
      #expect(
        errors.contains("has a path and no name") && errors.hasSuffix("did you mean '\(name):\(folder(name))'?\n"),
        "\(errors)")
    }
  }

  @Test func whatLabelsSayDrivesNoTerminal() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write(Array("time,II\n0,0\n0.01,1\n".utf8), to: folder("v.csv"))
    try AtomicFile.write(Array("record,labels\nv.csv,\u{1B}[31mred\n".utf8), to: folder("index.csv"))
    let output = run(["cohort", "csv:" + folder("index.csv")]).output
    #expect(output.contains("?[31mred 1") && !output.contains("\u{1B}"), "\(output)")
  }

  /// Writes records that say what they show by numbers.
  private func coded(_ folder: TemporaryFolder, _ count: Int) throws {
    for number in 1...count {
      try AtomicFile.write(
        Array("c\(number) 1 100 8\nc\(number).dat 16 200/mV 16 0 0 0 0 MLII\n#Dx: 164889003\n".utf8),
        to: folder("c\(number).hea"))
      try AtomicFile.write([UInt8](repeating: 1, count: 16), to: folder("c\(number).dat"))
    }
  }

  @Test func ofAFolderTheSummaryComesFirstAndAllOfItWhereAsked() throws {
    let folder = try TemporaryFolder()
    try coded(folder, 25)
    let lines = run(["inspect", folder.path]).output.split(separator: "\n").map(String.init)
    #expect(lines[0] == "\(folder.path): 25 records" && lines.last == "and 5 more (--all tells all of each)")
    #expect(lines.contains("  labels: 164889003 (atrial fibrillation) 25"), "\(lines)")
    #expect(lines.contains { $0.hasPrefix("c1   1 lead  100 Hz  0.1 s  164889003 (atrial fibrillation)") }, "\(lines)")
    let all = run(["inspect", folder.path, "--all"]).output
    #expect(all.hasPrefix(lines[0]) && all.split(separator: "\n").count { $0.hasPrefix("c") } == 25)
    #expect(all.contains("c25: 8 samples at 100 Hz (0.1 s)\n") && !all.contains("--all"))
    let json = run(["inspect", folder.path, "--json"]).output.split(separator: "\n")
    #expect(json.count == 25 && json.allSatisfy { $0.contains("\"labels\": [\"164889003\"]") })
    let one = run(["inspect", folder("c1")]).output
    #expect(one.hasPrefix("c1: 8 samples") && one.contains("\n  labels: 164889003 (atrial fibrillation)\n"))
  }

  @Test func whereRecordsGoMayBeSaidFirst() throws {
    let folder = try TemporaryFolder()
    try coded(folder, 2)
    let (exit, _, errors) = run(["convert", "-o", folder("out/"), "--to", "csv", folder("c1"), folder("c2")])
    #expect(exit == .success && FileAccess.kind(folder("out/c2.csv")) == .file, "\(errors)")
    #expect(
      errors.contains("2 of 2: leads have their usual names, not those that the file gave them (MLII is II)"),
      "\(errors)")
    #expect(run(["convert", "-o", folder("c1.hea/x.csv"), folder("c2")]).errors.contains("c1.hea is no folder"))
  }

  @Test func aNetworkIsCalledAndAnswersByNames() throws {
    let folder = try made()
    try AtomicFile.makeFolder(folder("mixed"))
    try coded(folder, 1)
    let network = folder("run")
    let call = [
      "train", "csv,codes=snomed:\(folder("index.csv"))", "-e", "1", "--task", "several", "--test", "0", "--validation",
      "0", "-o", network, "--no-report", "-q",
    ]
    try AtomicFile.write(
      Array("record,labels\nmade/a,164889003\nmade/b,59118001\n".utf8), to: folder("index.csv"))
    for (number, name) in ["a", "b"].enumerated() {
      let text = "\(name) 1 100 2000\n\(name).dat 16 200/mV 16 0 0 0 0 II\n"
      try AtomicFile.write(Array(text.utf8), to: folder("made/\(name).hea"))
      let samples = (0..<2000).flatMap { place -> [UInt8] in [UInt8((place * (number + 3)) % 100), 0] }
      try AtomicFile.write(samples, to: folder("made/\(name).dat"))
    }
    let trained = run(call)
    #expect(trained.exit == .success, "\(trained.errors)")
    #expect(run(["inspect", network]).output.contains("any of 164889003 (atrial fibrillation), 59118001 (right"))
    let records = [folder("made/a"), folder("c1.hea"), folder("nowhere")]
    let answers = run(["predict", network] + records + ["-f", "csv"]).output.split(separator: "\n").map(String.init)
    #expect(answers.count == 4 && answers[0] == "record,windows,labels,164889003,59118001,names,problem", "\(answers)")
    #expect(answers[1].hasPrefix("a,") && answers[1].hasSuffix(",") && answers[3].hasPrefix("nowhere,0,,,,,"))
    #expect(answers[2].hasPrefix("c1,0,,,,,") && answers[2].contains("c1"), "\(answers)")
    #expect(run(["predict", network, folder("made/a"), "--json"]).output.contains("\"names\": ["))
    let plot = run([
      "plot", folder("made/a"), "--explain", network, "--label", "Atrial fibrillation", "-o", folder("why.svg"),
    ])
    #expect(plot.exit == .success && plot.errors.contains("atrial fibrillation"), "\(plot.errors)")
    let picture = String(decoding: try FileAccess.read(folder("why.svg")), as: UTF8.self)
    #expect(picture.contains("atrial fibrillation 0.") && !picture.contains("164889003"))
    #expect(run(["export", network, "-o", folder("card.md")]).exit == .success)
    #expect(FileAccess.kind(folder("card.md")) == .file)
    #expect(run(["export", network, "-o", folder("x.onnx"), "--onnx", folder("y.onnx")]).exit == .misuse)
  }
}
