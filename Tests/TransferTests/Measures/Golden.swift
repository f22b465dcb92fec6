import Foundation

@testable import Transfer

/// What Scripts/goldens/measures.py computed with NumPy and SciPy.
struct Golden: Decodable {
  struct Values: Decodable {
    let value: Double?
    let perLabel: [Double?]?
  }

  struct Case: Decodable, Sendable, CustomStringConvertible {
    let name: String
    let examples: Int
    let features: Int
    let labels: Int
    let sources: Int
    let several: Bool
    let components: Int
    let measures: [String: Values]
    var description: String { name }
  }

  struct Correlation: Decodable, Sendable, CustomStringConvertible {
    let name: String
    let count: Int
    let levels: Int
    let pearson: Double
    let spearman: Double
    let kendall: Double
    let weightedKendall: Double
    let fisher: [Double]
    var description: String { name }
  }

  let cases: [Case]
  let correlations: [Correlation]

  static let stored: Golden? = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    guard let data = try? Data(contentsOf: folder.appending(path: "Goldens/measures.json")) else { return nil }
    return try? JSONDecoder().decode(Golden.self, from: data)
  }()
}

extension Golden.Case {
  /// The inputs, made again as the script made them.
  var source: Source {
    let draws = Hashed.units(name + ".labels", several ? examples * labels : examples)
    let target: Target
    let owners: [Int]
    if several {
      let positive = draws.enumerated().map { $1 < 0.6 / Double(1 + $0 % labels) }
      owners = (0..<examples).map { positive[$0 * labels] ? 1 : 0 }
      target = Target(labels: (0..<labels).map { "label \($0)" }, positive: positive)
    } else {
      owners = draws.map { Int($0 * Double(labels)) }
      target = Target(labels: (0..<labels).map { "label \($0)" }, classes: owners)
    }
    let noise = Hashed.units(name + ".features", examples * features)
    let values = noise.indices.map { index in
      let shift = (7 * owners[index / features] + 3 * (index % features)) % 5 - 2
      return 2 * noise[index] - 1 + 0.25 * Double(shift)
    }
    return Source(
      name: name,
      representation: Representation(
        probabilities: Matrix(rows: examples, columns: sources, values: probabilities(owners)),
        features: Matrix(rows: examples, columns: features, values: values), target: target))
  }

  private func probabilities(_ owners: [Int]) -> [Double] {
    let raw = Hashed.units(name + ".probabilities", examples * sources)
    guard !several else { return raw }
    return owners.enumerated().flatMap { i, owner in
      let row = (0..<sources).map { z in
        raw[i * sources + z] * raw[i * sources + z] + 0.01 + ((owner + z) % 3 == 0 ? 0.3 : 0)
      }
      let sum = row.reduce(0, +)
      return row.map { $0 / sum }
    }
  }
}

/// Numbers by hash of a name, as Scripts/goldens/hashed.py makes them.
enum Hashed {
  static func units(_ name: String, _ count: Int) -> [Double] {
    let key = name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return (0..<count).map { index in
      var z = key &+ UInt64(index) &+ 0x9E37_79B9_7F4A_7C15
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ (z >> 31)) >> 40) / 16_777_216
    }
  }

  static func matrix(_ name: String, _ rows: Int, _ columns: Int) -> Matrix {
    Matrix(rows: rows, columns: columns, values: units(name, rows * columns).map { 2 * $0 - 1 })
  }
}
