import Interchange
import Testing

@testable import Cohorts

@Suite struct PTBXLLoaderTests {
  private static let statements = """
    ,description,diagnostic,form,rhythm,diagnostic_class,diagnostic_subclass
    NDT,non-diagnostic T abnormalities,1.0,1.0,,STTC,STTC
    NORM,normal ECG,1.0,,,NORM,NORM
    IMI,inferior myocardial infarction,1.0,,,MI,IMI
    LVOLT,low QRS voltages,,1.0,,,
    SR,sinus rhythm,,,1.0,,

    """
  private static let head = "ecg_id,patient_id,age,sex,report,scp_codes,strat_fold,filename_lr,filename_hr\n"

  private func folder(_ rows: [String], statements: String = statements, records: Int = 3) throws -> TemporaryFolder {
    let folder = try TemporaryFolder([
      "ptbxl_database.csv": Self.head + rows.joined(separator: "\n") + "\n", "scp_statements.csv": statements,
    ])
    for number in 1...records { try folder.record("records100/0000\(number)_lr") }
    return folder
  }

  private func row(
    _ id: Int, patient: String = "7.0", codes: String = "{'NORM': 100.0, 'SR': 0.0}", fold: String = "3",
    file: String? = nil
  ) -> String {
    "\(id),\(patient),56.0,1,\"a, b\",\"\(codes)\",\(fold),\(file ?? "records100/0000\(id)_lr"),records500/0000\(id)_hr"
  }

  @Test func loadsLabelsPatientsAndFolds() throws {
    let folder = try folder([
      row(1), row(2, patient: "", codes: "{'IMI': 15.0, 'NDT': 0.0, 'LVOLT': 0.0}", fold: "10"),
      row(3, codes: "{'SR': 0.0}"),
    ])
    let all = try Cohort.load("ptb-xl:\(folder.path)")
    #expect(all.examples.map(\.labels) == [["NORM", "SR"], ["NDT", "IMI", "LVOLT"], ["SR"]])
    #expect(all.examples.map(\.patient) == [.known("7"), .unknown, .known("7")])
    #expect(all.examples.map(\.fold) == [3, 10, 3])
    #expect(all.examples[0].sex == .female && all.examples[0].age == 56)
    #expect(all.notes[0].hasPrefix("a part: 3 records"))
    func labels(_ task: String) throws -> [[String]] {
      try Cohort.load("ptb-xl,task=\(task):\(folder.path)").examples.map(\.labels)
    }
    #expect(try labels("superdiagnostic") == [["NORM"], ["MI", "STTC"]])
    #expect(try labels("subdiagnostic") == [["NORM"], ["STTC", "IMI"]])
    #expect(try labels("diagnostic") == [["NORM"], ["NDT", "IMI"]])
    #expect(try labels("form") == [["NDT", "LVOLT"]])
    #expect(try labels("rhythm") == [["SR"], ["SR"]])
    #expect(try labels("superdiagnostic,unlabelled=keep") == [["NORM"], ["MI", "STTC"], []])
    #expect(try labels("superdiagnostic,likelihood=50") == [["NORM"], ["STTC"]])
    #expect(try labels("superdiagnostic,likelihood=50,unknown=drop") == [["NORM"]])
    let classes = try Cohort.load("ptb-xl,task=superdiagnostic:\(folder.path)").vocabulary
    #expect(classes.codes == ["NORM", "MI", "STTC"])
    #expect(all.vocabulary.mapping(to: classes)["IMI"] == ["MI"])
  }

  @Test func tellsReleasesApart() {
    #expect(PTBXLLoader.release(of: 21_837).contains("1.0.1"))
    #expect(PTBXLLoader.release(of: 21_799).contains("1.0.3"))
    #expect(PTBXLLoader.release(of: 21_798).hasPrefix("a part"))
  }

  @Test func namesLineAndField() throws {
    let cases: [(String, String, String?)] = [
      (row(2, codes: "{'NORM': 100.0"), "scp_codes", nil), (row(2, codes: "{'XYZ': 100.0}"), "scp_codes", "XYZ"),
      (row(2, codes: "{'NORM': 101}"), "scp_codes", "NORM: 101.0"), (row(2, fold: "11"), "strat_fold", "11"),
      (row(2, fold: ""), "strat_fold", ""), (row(2, patient: "Smith"), "patient_id", "Smith"),
      (row(2, file: "records100/nothing"), "filename_lr", "records100/nothing"),
      (row(2, file: "../../etc/passwd"), "filename_lr", "../../etc/passwd"), (row(1), "ecg_id", "1"),
    ]
    for (bad, field, found) in cases {
      let folder = try folder([row(1), bad])
      let error = try #require(refusal("ptb-xl:\(folder.path)"))
      #expect(error.file == folder.path + "/ptbxl_database.csv")
      #expect(error.line == 3)
      #expect(error.field == field)
      if let found { #expect(error.found == found) }
    }
  }

  @Test func skipsMissingRecordsWhenAsked() throws {
    let folder = try folder([row(1), row(2, file: "records100/nothing")])
    let cohort = try Cohort.load("ptb-xl,missing=skip:\(folder.path)")
    #expect(cohort.count == 1)
    #expect(cohort.notes.contains { $0.hasPrefix("1 listed records are not there") })
    #expect(refusal("ptb-xl,rate=500:\(folder.path)")?.field == "filename_hr")
  }

  @Test func namesMissingFilesAndColumns() throws {
    let empty = try TemporaryFolder()
    #expect(refusal("ptb-xl:\(empty.path)")?.file == empty.path + "/scp_statements.csv")
    let folder = try TemporaryFolder(["scp_statements.csv": Self.statements, "ptbxl_database.csv": "ecg_id\n1\n"])
    #expect(refusal("ptb-xl:\(folder.path)")?.field == "patient_id")
    let twice = try self.folder([row(1)], statements: Self.statements + "SR,again,,,1.0,,\n")
    #expect(refusal("ptb-xl:\(twice.path)")?.line == 7)
  }
}
