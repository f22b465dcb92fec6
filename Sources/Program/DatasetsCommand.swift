import Cohorts
import CommandLineKit
import Interchange

/// `einthoven datasets`: which databases there are, what is found of them, and how to get the rest.
enum DatasetsCommand {
  static let command = Command(
    "datasets", "list the databases that are known, and get them",
    examples: [
      .init("einthoven datasets list", "what is here, and under which terms the rest can be had"),
      .init("einthoven datasets fetch mitdb", "from PhysioNet, by its own list of checksums"),
    ],
    commands: [list, fetch])

  private static let data = Option(
    "data", .folder, "FOLDER", "where databases are kept; EINTHOVEN_DATA in the environment", default: "data")

  private static let list = Command(
    "list", "list the databases that are known, and what is here of them",
    examples: [.init("einthoven datasets list --data /data", "looks into /data/mitdb, /data/ptb-xl and so on")],
    options: [data]
  ) { call in
    var table = TextTable(["name", "licence", "here", "source"])
    for entry in DatasetEntry.all {
      let found = entry.finding(under: call[data])
      table.add([entry.name, entry.licence, found.map { "\($0.folder): \($0.text)" } ?? "no", entry.page])
    }
    call.console.print(table.text(on: call.console.output))
    let others = CohortLoaders.all.map(\.name).filter { name in !DatasetEntry.all.contains { $0.name == name } }
    call.console.note(
      "\nOther loaders: \(others.joined(separator: ", ")); 'einthoven cohort --help' says what each reads.")
    call.console.note("To get one: einthoven datasets fetch NAME")
    return .success
  }

  private static let name = Argument("NAME", .choice(DatasetEntry.all.map(\.name)), "the database")
  private static let folder = Argument(
    optional: "FOLDER", .folder, "where it goes; its name under --data when not given")
  private static let mirror = Option(
    "mirror", .text, "URL", "where the files are in place of https://physionet.org/files")
  private static let only = Option("only", .list, "A,B,…", "only files whose paths begin so, such as records100/")

  private static let fetch = Command(
    "fetch", "bring a database from PhysioNet; run again, it goes on where it stopped",
    examples: [
      .init("einthoven datasets fetch mitdb", "to data/mitdb"),
      .init("einthoven datasets fetch ptb-xl /data/ptb-xl --only ptbxl,scp,records100/", "a part of it"),
    ],
    arguments: [name, folder], options: [data, mirror, only],
    notes: """
      Every file is compared with PhysioNet's SHA256SUMS.txt. The program curl makes the transfers. Mind the licence \
      and the wish to be cited on the database's page.
      """,
    exits: [(.success, "all files are there and right"), (.failedData, "some are not")]
  ) { call in
    guard let entry = DatasetEntry.all.first(where: { $0.name == call[name] }) else { return .misuse }
    let fetch = DatasetFetch(entry, to: call[folder] ?? "\(call[data])/\(entry.name)", mirror: call[mirror])
    call.console.note("\(entry.title), \(entry.licence), \(entry.page)")
    var (count, there, brought) = (0, 0, 0)
    let failures = try fetch.run(only: call[only] ?? []) { event in
      switch event {
      case .listed(let files): count = files
      case .done(let file, let wasThere):
        if wasThere { there += 1 } else { brought += 1 }
        if !wasThere { call.console.note("\(there + brought)/\(count) \(file)") }
      case .failed(let error): call.console.complain("\(call.path): \(error)")
      }
    }
    call.console.note("\(brought) files brought, \(there) were there, \(failures) failed; in \(fetch.folder)")
    return failures == 0 ? .success : .failedData
  }
}
