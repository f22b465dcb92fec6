import Cohorts
import CommandLineKit
import Interchange

/// `einthoven datasets`: which databases there are, what is found of them, and how to get the rest.
enum DatasetsCommand {
  static let command = Command(
    "datasets", "list the databases that are known, and get them",
    examples: [
      .init("einthoven datasets", "what is here, and under which terms the rest can be had"),
      .init("einthoven datasets fetch mitdb", "from PhysioNet, by its own list of checksums"),
    ],
    commands: [list, fetch], otherwise: list.name)

  private static let data = Option(
    "data", .folder, "FOLDER", "where databases are kept; EINTHOVEN_DATA in the environment", default: "data")

  private static let listJSON = Option(flag: "json", "print one line of JSON a database")
  private static let list = Command(
    "list", "list the databases that are known, and what is here of them",
    examples: [.init("einthoven datasets list --data /data", "looks into /data/mitdb, /data/ptb-xl and so on")],
    options: [data, listJSON],
    notes: "'einthoven cohort --help' says what every loader reads; those of the Challenges' parts are among them."
  ) { call in
    let findings = DatasetEntry.all.map { DatasetFinding($0, under: call[data]) }
    if call[listJSON] {
      for finding in findings { call.console.print(finding.json) }
      return .success
    }
    var table = TextTable(["name", "licence", "size", "at PhysioNet", "here"])
    for finding in findings {
      let entry = finding.entry
      table.add([entry.name, entry.licence, entry.megabytes.map(FetchTeller.size) ?? "", entry.project, finding.text])
    }
    call.console.print(styled: table.text(on: call.console.output))
    call.console.print("\nWhat each is, and how to cite it: https://physionet.org/content/ and its place at PhysioNet.")
    let others = CohortLoaders.all.map(\.name).filter { name in !DatasetEntry.all.contains { $0.name == name } }
    call.console.note("Other loaders: \(others.joined(separator: ", ")).")
    call.console.note("To get a database: einthoven datasets fetch NAME")
    return .success
  }

  private static let name = Argument("NAME", .choice(DatasetEntry.all.map(\.name)), "the database")
  private static let folder = Argument(
    optional: "FOLDER", .folder, "where it goes; its name under --data when not given")
  private static let mirror = Option(
    "mirror", .text, "URL", "where the files are in place of https://physionet.org/files")
  private static let only = Option("only", .list, "A,B,…", "only files whose paths begin so, such as records100/")
  private static let dryRun = Option(flag: "dry-run", "print the paths of what is missing, and bring nothing")
  private static let fetchJSON = Option(flag: "json", "print one line of JSON at the end")

  private static let fetch = Command(
    "fetch", "bring a database from PhysioNet; run again, it goes on where it stopped",
    examples: [
      .init("einthoven datasets fetch mitdb", "to data/mitdb"),
      .init("einthoven datasets fetch ptb-xl /data/ptb-xl --only ptbxl_,scp_,records100/", "a part of it"),
      .init("einthoven datasets fetch challenge2021 --dry-run", "what is missing"),
    ],
    arguments: [name, folder], options: [data, only, dryRun, mirror, fetchJSON],
    notes: """
      Every file is compared with PhysioNet's SHA256SUMS.txt, and has its name once it is whole and right. The program \
      curl makes the transfers. Mind the licence and the wish to be cited on the database's page.
      """,
    exits: [
      (.success, "all files are there and right"), (.failedData, "some are not"),
      (.interrupted, "stopped; the same command goes on"),
    ]
  ) { call in
    guard let entry = DatasetEntry.all.first(where: { $0.name == call[name] }) else { return .misuse }
    let fetch = DatasetFetch(entry, to: call[folder] ?? "\(call[data])/\(entry.name)", mirror: call[mirror])
    var teller = FetchTeller(call.console, entry, fetch.folder)
    Interrupt.watch()
    let plan = try fetch.plan(
      only: call[only] ?? [], report: { teller.tell($0) }, shouldStop: { Interrupt.isRequested })
    try Interrupt.check("stopped; nothing was brought")
    teller.plans(plan)
    if call[dryRun] {
      for line in call[fetchJSON] ? [teller.json] : plan.missing { call.console.print(line) }
      return .success
    }
    let failed = try fetch.bring(plan, report: { teller.tell($0) }, shouldStop: { Interrupt.isRequested })
    teller.ends()
    try Interrupt.check("stopped; the same command goes on from here")
    if call[fetchJSON] { call.console.print(teller.json) }
    return failed == 0 ? .success : .failedData
  }
}
