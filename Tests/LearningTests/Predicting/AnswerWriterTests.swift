import Interchange
import Testing

@testable import Learning

@Suite struct AnswerWriterTests {
  private let answer = Model.Answer(
    record: "A0001", probabilities: [("426783006", 0.25), ("164889003", 0.75)], labels: ["164889003"], windows: 3)

  private let labels = [
    Card.Label(code: "426783006", name: "sinus rhythm"), Card.Label(code: "164889003", name: "atrial fibrillation"),
  ]

  @Test(arguments: [
    (AnswerFormat.text, "A0001: atrial fibrillation   (sinus rhythm 0.250  atrial fibrillation 0.750)\n"),
    (
      .json,
      #"{"record": "A0001", "probabilities": {"426783006": 0.25, "164889003": 0.75}, "labels": ["164889003"], "#
        + #""names": ["atrial fibrillation"], "windows": 3}"#
        + "\n"
    ),
    (
      .csv,
      "record,windows,labels,426783006,164889003,names,problem\n"
        + "A0001,3,164889003,0.25,0.75,atrial fibrillation,\n"
    ),
    (.challenge, "#A0001\n426783006,164889003\n0,1\n0.25,0.75\n"),
  ]) func eachFormatIsAsAgreed(format: AnswerFormat, expected: String) throws {
    var text = ""
    try withoutActuallyEscaping({ (piece: String) in text += piece }) { write in
      var writer = try AnswerWriter(format, labels: labels, to: .stream(write))
      try writer.add(answer)
      #expect(try writer.finish())
    }
    #expect(text == expected)
  }

  @Test func aRefusalIsALineOfWhatMachinesRead() throws {
    struct Broken: Error, CustomStringConvertible { let description = "a \"broken\" file" }
    for (format, expected) in [
      (AnswerFormat.json, #"{"record": "x", "error": "a \"broken\" file"}"# + "\n"), (.text, ""), (.challenge, ""),
      (
        .csv,
        "record,windows,labels,426783006,164889003,names,problem\n"
          + "x,0,,,,,\"a \"\"broken\"\" file\"\n"
      ),
    ] {
      var text = ""
      try withoutActuallyEscaping({ (piece: String) in text += piece }) { write in
        var writer = try AnswerWriter(format, labels: labels, to: .stream(write))
        writer.add(refusal: Broken(), of: "x")
      }
      #expect(text == expected)
    }
  }

  @Test func whereNothingWasAnsweredNothingIsWritten() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("answers.csv")
    try AtomicFile.write(Array("older answers".utf8), to: path)
    let writer = try AnswerWriter(.csv, labels: [.init(code: "N", name: "normal beat")], to: AnswerWriter.place(path))
    #expect(try !writer.finish())
    #expect(try FileAccess.read(path) == Array("older answers".utf8))
  }

  @Test func aNameCannotDriveTheTerminal() {
    let answer = Model.Answer(record: "a\u{1B}[2Jb", probabilities: [], labels: [], windows: 1)
    #expect(answer.text.hasPrefix("a?[2Jb: none"))
  }

  @Test func aFileAppearsWhenAllAnswersAreThere() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("answers.jsonl")
    var writer = try AnswerWriter(.json, labels: [], to: AnswerWriter.place(path))
    try writer.add(answer)
    #expect(FileAccess.kind(path) == .nothing)
    try writer.add(answer)
    #expect(try writer.finish())
    #expect(try FileAccess.read(path) == Array((answer.json + "\n" + answer.json + "\n").utf8))
  }

  @Test func aFolderHoldsAFileARecordAndNoneTwice() throws {
    let folder = try TemporaryFolder()
    var writer = try AnswerWriter(.challenge, labels: [], to: AnswerWriter.place(folder.file("answers/")))
    try writer.add(answer)
    let written = try FileAccess.read(folder.file("answers/A0001.csv"))
    #expect(String(decoding: written, as: UTF8.self).hasPrefix("#A0001\n"))
    #expect(throws: FileError.self) { try writer.add(answer) }
    try writer.add(Model.Answer(record: "day/A0001", probabilities: [], labels: [], windows: 1))
    #expect(FileAccess.kind(folder.file("answers/day/A0001.csv")) == .file)
    for name in ["", "..", "a//b", "/b", "a/../../b", "../x"] {
      let stranger = Model.Answer(record: name, probabilities: [], labels: [], windows: 1)
      #expect(throws: FileError.self) { try writer.add(stranger) }
    }
  }
}
