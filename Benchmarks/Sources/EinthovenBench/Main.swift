import Compute
import Foundation
import Speed

/// einthoven-bench [--only A-train-32,…] [--threads N] [--seconds S] [--shard N] [--lanes N]: times the cases, one JSON row each.
/// einthoven-bench show A-train-32 …: prints the compiled program of a case.
/// einthoven-bench trainer [--threads N]: the trainer's step rate beside the engine's own, on the cinc2017 in EINTHOVEN_DATA.
/// einthoven-bench serve: answers each JSON line {"network","mode","batch","threads","seconds"} with its row.
@main
enum Main {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "serve": try serve()
    case "show": show(arguments)
    case "trainer":
      let threads = value(of: "--threads", arguments).flatMap(Int.init)
      if let row = try TrainerRate.run(threads: threads) { try write(row) }
    default: try table(arguments)
    }
  }

  private static func show(_ arguments: [String]) {
    for (network, mode, batch) in SpeedCase.table where arguments.contains("\(network)-\(mode.rawValue)-\(batch)") {
      print(SpeedTrial(SpeedCase(network: network, mode: mode, batch: batch, threads: 1)).program)
    }
  }

  private static func value(of flag: String, _ arguments: [String]) -> String? {
    arguments.firstIndex(of: flag).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
  }

  private static func table(_ arguments: [String]) throws {
    func value(_ flag: String) -> String? { Main.value(of: flag, arguments) }
    let threads = value("--threads").flatMap(Int.init).map { [$0] } ?? [1, 2]
    let seconds = value("--seconds").flatMap(Double.init) ?? 0.5
    let only = value("--only")?.split(separator: ",").map(String.init)
    for count in threads {
      let peak = PeakRate.measure(threads: count)
      for (network, mode, batch) in SpeedCase.table {
        if let only, !only.contains("\(network)-\(mode.rawValue)-\(batch)") { continue }
        let what = SpeedCase(
          network: network, mode: mode, batch: batch, threads: count, seconds: seconds,
          shard: value("--shard").flatMap(Int.init), lanes: value("--lanes").flatMap(Int.init))
        try write(SpeedRow(timing: what, peak: peak))
      }
    }
  }

  private static func serve() throws {
    var peaks: [Int: Double] = [:]
    while let line = readLine() {
      guard let what = try? JSONDecoder().decode(SpeedCase.self, from: Data(line.utf8)),
        SpeedCase.networks.contains(where: { $0.letter == what.network }), what.batch > 0, what.threads > 0
      else {
        print(#"{"error":"expected {\"network\":\"A…E\",\"mode\":\"train|infer\",\"batch\":N,\"threads\":N}"}"#)
        fflush(nil)
        continue
      }
      let top = peaks[what.threads] ?? PeakRate.measure(threads: what.threads)
      peaks[what.threads] = top
      try write(SpeedRow(timing: what, peak: top))
    }
  }

  private static func write(_ row: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    print(String(decoding: try encoder.encode(row), as: UTF8.self))
    fflush(nil)
  }
}
