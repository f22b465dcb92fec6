import Interchange
import Testing
import Waveforms

@testable import Cohorts

@Suite struct CinC2017LoaderTests {
  private func folder(_ reference: String, name: String = "REFERENCE-v3.csv") throws -> TemporaryFolder {
    let folder = try TemporaryFolder([name: reference])
    for record in ["A00001", "A00002", "A00003"] {
      try folder.record("training2017/\(record)", leads: ["ECG"], rate: 300)
    }
    return folder
  }

  @Test func loadsLabels() throws {
    let folder = try folder("A00001,N\nA00003,~\r\nA00002,A\n")
    let cohort = try Cohort.load("cinc2017:\(folder.path)")
    #expect(cohort.examples.map(\.id) == ["A00001", "A00003", "A00002"])
    #expect(cohort.examples.map(\.labels) == [["N"], ["~"], ["A"]])
    #expect(cohort.unknownPatients == 3)
    #expect(try cohort.examples[0].source.read().leads[0].name == "ECG")
  }

  @Test func findsRecordsAsPhysioNetKeepsThem() throws {
    let folder = try TemporaryFolder(["training/REFERENCE.csv": "A00/A00001,N\nA00002,A\n"])
    for name in ["A00001", "A00002"] { try folder.record("training/A00/\(name)", leads: ["ECG"], rate: 300) }
    let cohort = try Cohort.load("cinc2017:\(folder.path)")
    #expect(cohort.examples.map(\.id) == ["A00001", "A00002"])
    #expect(try cohort.examples[0].source.read().rate == 300)
  }

  @Test func namesWhatIsWrong() throws {
    for (text, field, found) in [
      ("A00001,N\nA00002,X\n", "label", "X"), ("A00001,N\nA00009,N\n", "record", "A00009"),
      ("A00001,N\nA00001,N\n", "record", "A00001"), ("A00001,N\n../x,N\n", "record", "../x"),
      ("A00001,N\nA00002\n", nil, "1 cells"),
    ] as [(String, String?, String)] {
      let folder = try folder(text)
      let error = try #require(refusal("cinc2017:\(folder.path)"))
      #expect(error.line == 2 && error.field == field && error.found == found)
    }
    let empty = try TemporaryFolder()
    #expect(refusal("cinc2017:\(empty.path)")?.expected == "REFERENCE-v3.csv or REFERENCE.csv")
  }
}

@Suite struct MITDBLoaderTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let marks = [("+", 5), ("N", 10), ("e", 20), ("V", 30), ("~", 5), ("+", 30), ("A", 10), ("!", 10), ("/", 20)]
    for name in ["201", "202", "100", "mine"] {
      try folder.record(name, leads: ["MLII", "V1"], rate: 360)
      try folder.annotations("\(name).atr", marks.map { ($0.0, $0.1) }, rhythm: [0: "(N", 5: "(AFIB"])
    }
    return folder
  }

  @Test func loadsBeatsByGroup() throws {
    let folder = try folder()
    let cohort = try Cohort.load("mitdb:\(folder.path)")
    #expect(cohort.count == 20)
    let first = cohort.examples.filter { $0.record == "100" }
    #expect(first.map(\.labels) == [["N"], ["S"], ["V"], ["S"], ["Q"]])
    #expect(first.map(\.focus) == [15, 35, 65, 110, 140])
    #expect(first.map(\.id) == ["100#15", "100#35", "100#65", "100#110", "100#140"])
    let other = try Cohort.load("mitdb,ej=N:\(folder.path)")
    #expect(other.examples.prefix(5).map(\.labels) == [["N"], ["N"], ["V"], ["S"], ["Q"]])
  }

  @Test func knowsThatTwoRecordsAreOfOnePatient() throws {
    let folder = try folder()
    let cohort = try Cohort.load("mitdb,task=records:\(folder.path)")
    #expect(cohort.examples.map(\.id) == ["100", "201", "202", "mine"])
    #expect(cohort.examples.map(\.patient) == [.known("100"), .known("201"), .known("201"), .unknown])
    #expect(cohort.examples.map(\.fold) == [2, 1, 2, nil])
    let split = Split.official(of: cohort, [("train", [1]), ("test", [2])])
    #expect(split.crossingPatients == ["201"])
    #expect(split.unit == .record)
    #expect(MITDBLoader.trainingRecords.count == 22 && MITDBLoader.testRecords.count == 22)
  }

  @Test func loadsRhythms() throws {
    let folder = try folder()
    let cohort = try Cohort.load("mitdb,task=rhythm:\(folder.path)")
    let first = cohort.examples.filter { $0.record == "100" }
    #expect(first.map(\.labels) == [["(N"], ["(AFIB"]])
    #expect(first.map(\.samples) == [5..<100, 100..<300])
  }

  @Test func namesWhatIsWrong() throws {
    let folder = try TemporaryFolder(["RECORDS": "100\n101\n"])
    try folder.record("100")
    let listed = try #require(refusal("mitdb:\(folder.path)"))
    #expect(listed.line == 2 && listed.found == "101")
    let silent = try TemporaryFolder()
    try silent.record("100")
    #expect(refusal("mitdb:\(silent.path)")?.file == silent.path + "/100.atr")
    let empty = try TemporaryFolder()
    #expect(refusal("mitdb:\(empty.path)") != nil)
  }
}

@Suite struct PTBDBLoaderTests {
  @Test func loadsDiagnosesByPatient() throws {
    let folder = try TemporaryFolder()
    let reasons = [
      "patient001/s0010_re": "Myocardial infarction", "patient001/s0014lre": "Myocardial infarction",
      "patient104/s0306lre": "Healthy control", "patient200/s0400re": "Heart failure (NYHA 3)",
      "patient201/s0401re": "n/a", "patient202/s0402re": "Palpitation",
    ]
    for (name, reason) in reasons {
      try folder.record(name, comments: [" age: 81", " sex: female", " Reason for admission: \(reason)"])
    }
    let cohort = try Cohort.load("ptbdb:\(folder.path)")
    #expect(cohort.examples.map(\.labels) == [["MI"], ["MI"], ["HC"], ["CM"], [], ["OTHER"]])
    #expect(cohort.patients == ["patient001", "patient104", "patient200", "patient201", "patient202"])
    #expect(cohort.examples[0].age == 81 && cohort.examples[0].sex == .female)
  }
}

@Suite struct ChallengeLoaderTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, dx) in [
      "a/A0001": "59118001", "a/A0002": "RBBB,AF", "b/Q0400": "164865005", "E00001": "284470004,284470004",
      "JS00344": "426783006,", "JS10647": "251238007,,164889003", "HR00001": "426783006", "X1": "426783006",
      "S0001": "Unknown",
    ] {
      try folder.record(name, comments: ["Age: NaN", "Sex: Male", "Dx: \(dx)"])
    }
    return folder
  }

  @Test func loadsCodesByPart() throws {
    let folder = try folder()
    let cohort = try Cohort.load("challenge2021:\(folder.path)")
    let labels = Dictionary(cohort.examples.map { ($0.id, $0.labels) }, uniquingKeysWith: { first, _ in first })
    #expect(labels["A0001"] == ["59118001"])
    #expect(labels["A0002"] == ["164889003", "59118001"])
    #expect(labels["E00001"] == ["284470004"])
    #expect(labels["JS00344"] == ["426783006"])
    #expect(labels["JS10647"] == ["164889003", "251238007"])
    #expect(labels["S0001"] == [])
    #expect(labels["X1"] == nil)
    let sites = Dictionary(cohort.examples.map { ($0.id, $0.site) }, uniquingKeysWith: { first, _ in first })
    #expect(
      sites["JS00344"] == "chapman-shaoxing" && sites["JS10647"] == "ningbo" && sites["Q0400"] == "cpsc2018-extra")
    #expect(cohort.unknownPatients == cohort.count)
    #expect(cohort.notes.contains("1 record of other databases in the folder left alone"))
    #expect(cohort.examples.filter { !$0.flags.isEmpty }.map(\.id) == ["JS00344", "Q0400"])
    #expect(try Cohort.load("challenge2020:\(folder.path)").count == 6)
    #expect(try Cohort.load("ningbo:\(folder.path)").examples.map(\.id) == ["JS10647"])
    #expect(refusal("incart:\(folder.path)")?.expected == "incart")
  }

  @Test func mergesScoredCodes() throws {
    let folder = try folder()
    let cohort = try Cohort.load("challenge2021,labels=scored2021:\(folder.path)")
    let labels = Dictionary(cohort.examples.map { ($0.id, $0.labels) }, uniquingKeysWith: { first, _ in first })
    #expect(labels["A0001"] == ["713427006"])
    #expect(labels["Q0400"] == [])
    #expect(cohort.vocabulary.count == 26)
  }

  @Test func knowsPatientsOnlyFromPTBXL() throws {
    let folder = try folder()
    try folder.write("ptbxl.csv", Array("ecg_id,patient_id\n1,15709.0\n2,\n".utf8))
    let cohort = try Cohort.load("challenge2021,patients=\(folder.path)/ptbxl.csv:\(folder.path)")
    #expect(cohort.patients == ["ptb-xl 15709"])
    #expect(cohort.unknownPatients == cohort.count - 1)
  }

  @Test func namesABrokenHeaderAndARepeatedRecord() throws {
    let folder = try folder()
    try folder.write("A0003.hea", Array("A0003 1 -5 100\n".utf8))
    #expect(refusal("challenge2021:\(folder.path)")?.file == folder.path + "/A0003.hea")
    let twice = try TemporaryFolder()
    try twice.record("a/A0001")
    try twice.record("b/A0001")
    #expect(refusal("cpsc2018:\(twice.path)")?.found == "A0001")
  }
}

@Suite struct HeartbeatTableLoaderTests {
  private func row(_ label: String, width: Int = 187) -> String {
    (0..<width).map { "\(Double($0 % 10) / 10)" }.joined(separator: ",") + "," + label
  }

  @Test func loadsTablesAndFolds() throws {
    let folder = try TemporaryFolder([
      "mitbih_train.csv": [row("0.000000000000000000e+00"), row("4.0")].joined(separator: "\n"),
      "mitbih_test.csv": row("2") + "\n",
    ])
    let cohort = try Cohort.load("heartbeat-csv:\(folder.path)")
    #expect(cohort.examples.map(\.labels) == [["N"], ["Q"], ["V"]])
    #expect(cohort.examples.map(\.fold) == [1, 1, 2])
    #expect(cohort.unknownPatients == 3)
    let recording = try cohort.examples[1].source.read()
    #expect(recording.rate == 125 && recording.leads[0].samples.count == 187)
    #expect(Array(recording.leads[0].samples[8...11]) == [0.8, 0.9, 0, 0.1])
  }

  @Test func loadsTheTwoClassesOfPTB() throws {
    let folder = try TemporaryFolder(["ptbdb_normal.csv": row("0"), "ptbdb_abnormal.csv": row("1")])
    let cohort = try Cohort.load("heartbeat-csv:\(folder.path)")
    #expect(cohort.examples.map(\.labels) == [["HC"], ["MI"]])
  }

  @Test func namesWhatIsWrong() throws {
    for (text, field) in [
      (row("0") + "\n" + row("0", width: 186), "row"), (row("0") + "\n" + row("5"), "label"),
      (row("0") + "\n" + row("0.5"), "label"), (row("0") + "\nx" + row("0"), "column 1"),
      (row("0") + "\n" + row("99999999999999999999"), "label"),
    ] {
      let folder = try TemporaryFolder(["mitbih_test.csv": text])
      let error = try #require(refusal("heartbeat-csv:\(folder.path)/mitbih_test.csv"))
      #expect(error.line == 2 && error.field == field)
    }
  }
}

@Suite struct SyntheticLoaderTests {
  @Test func makesKnownPatients() throws {
    let cohort = try Cohort.load("synthetic,patients=5,visits=2,seconds=2:9")
    #expect(cohort.examples.map(\.id).prefix(3) == ["P0-0", "P0-1", "P1-0"])
    #expect(cohort.patients.count == 5 && cohort.unknownPatients == 0)
    let again = try Cohort.load("synthetic,patients=5,visits=2,seconds=2:9")
    #expect(cohort.fingerprint == again.fingerprint)
    #expect(try cohort.examples[3].source.read() == again.examples[3].source.read())
    #expect(refusal("synthetic:x")?.field == "seed")
    #expect(refusal("synthetic,patients=0:1")?.field == "patients")
  }
}

@Suite struct IndexLoaderTests {
  private func folder(_ table: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder(["index.csv": table])
    try folder.record("sub/r1")
    try folder.record("r2", leads: ["I", "II"])
    return folder
  }

  @Test func loadsRows() throws {
    let folder = try folder(
      "record,patient,fold,labels,start,end\nsub/r1,p1,1,AF|\"\"STD,,\nr2,,2,\"AF; normal\",10,60\nr2,p1,,,60,110\n"
        .replacing("\"\"", with: ""))
    let cohort = try Cohort.load("csv:\(folder.path)/index.csv")
    #expect(cohort.vocabulary.codes == ["AF", "STD", "normal"])
    #expect(cohort.examples.map(\.labels) == [["AF", "STD"], ["AF", "normal"], []])
    #expect(cohort.examples.map(\.patient) == [.known("p1"), .unknown, .known("p1")])
    #expect(cohort.examples.map(\.fold) == [1, 2, nil])
    #expect(cohort.examples.map(\.id) == ["sub/r1", "r2#10-60", "r2#60-110"])
    #expect(try cohort.examples[1].source.read(samples: cohort.examples[1].samples).sampleCount == 50)
  }

  @Test func readsSemicolons() throws {
    let folder = try folder("record;patient;labels\nr2;p;a|b\n")
    #expect(try Cohort.load("csv:\(folder.path)/index.csv").examples[0].labels == ["a", "b"])
  }

  @Test func namesWhatIsWrong() throws {
    let cases: [(String, String?, Int, String)] = [
      ("patient\np\n", "record", 1, ""), ("record\nnothing\n", "record", 2, ""), ("record\nr2\nr2\n", "record", 3, ""),
      ("record,fold\nr2,one\n", "fold", 2, ""), ("record,start,end\nr2,5,5\n", "end", 2, ""),
      ("record,start,end\nr2,5,\n", "end", 2, ""), ("record,labels\nr2,zzz\n", "labels", 2, ",codes=snomed"),
      ("record,labels\n\"r2,zzz\n", nil, 2, ""), ("record,sex\nr2,x\n", "sex", 2, ""),
      ("record,age\nr2,old\n", "age", 2, ""),
    ]
    for (table, field, line, options) in cases {
      let folder = try folder(table)
      let error = try #require(refusal("csv\(options):\(folder.path)/index.csv"))
      #expect(error.field == field && error.line == line)
    }
    #expect(refusal("csv:/no/such/file.csv")?.file == "/no/such/file.csv")
  }

  @Test func namesLabelsThatDifferInCaseAlone() throws {
    let folder = try folder("record,patient,labels\nr2,p,AFIB|N\nsub/r1,p,Afib\n")
    let cohort = try Cohort.load("csv:\(folder.path)/index.csv")
    #expect(cohort.notes == ["labels that differ in case or blanks alone: AFIB (1), Afib (1)"])
  }

  @Test func namesAMisspeltColumn() throws {
    for name in ["label", "Labels", "LABEL_"] {
      let wrong = try folder("record,\(name)\nr2,a\n")
      let error = try #require(refusal("csv:\(wrong.path)/index.csv"))
      #expect(error.field == name && error.expected == "a column labels")
    }
    let folder = try folder("record,patient_id,labels,comment\nr2,p,a,x\n")
    let cohort = try Cohort.load("csv:\(folder.path)/index.csv")
    #expect(cohort.notes.contains("there is no column patient: did you mean patient_id? It is passed over"))
    #expect(cohort.notes.count == 2)
  }

  @Test func refusesARangeBeyondTheRecord() throws {
    let folder = try folder("record,start,end\nr2,200,400\n")
    let cohort = try Cohort.load("csv:\(folder.path)/index.csv")
    let error = #expect(throws: FileError.self) {
      try cohort.examples[0].source.read(samples: cohort.examples[0].samples)
    }
    #expect(error?.field == "samples" && error?.found == "300")
  }
}

@Suite struct CohortLoaderTests {
  @Test(arguments: [
    ("ptb-xl", "ptb-xl"), ("nonsense:/x", "nonsense:/x"), ("ptb-xl,task:/x", "ptb-xl,task"),
    ("ptb-xl,task=nothing:/x", "ptb-xl,task=nothing"), ("cinc2017,a=b:/x", "cinc2017,a=b"),
    ("ptb-xl,rate=200:/x", "ptb-xl,rate=200"), ("ptb-xl,likelihood=200:/x", "ptb-xl,likelihood=200"),
    ("ptb-xl,task=all,task=all:/x", "ptb-xl,task=all,task=all"), (":/x", ":/x"), ("", ""),
  ])
  func refusesWrongNames(specification: String, file: String) {
    #expect(refusal(specification)?.file == file)
  }

  @Test func everyNameIsOnce() {
    let names = CohortLoaders.all.map(\.name)
    #expect(Set(names).count == names.count)
    for name in ["mitdb", "ptbdb", "cinc2017", "ptb-xl", "challenge2020", "georgia", "synthetic", "csv"] {
      #expect(names.contains(name))
    }
  }
}
