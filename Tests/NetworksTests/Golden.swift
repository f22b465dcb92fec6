import Compute
import Foundation

/// What PyTorch computed in Float64 for one network, as Scripts/goldens/make_networks.py stored it.
struct Golden: Decodable {
  struct Values: Decodable {
    let name: String
    let shape: [Int]
    let low: Double
    let high: Double
    let kind: String?
    let classes: Int?
    let addedTo: String?

    /// The numbers that the script made: a hash of the name and the index, spread over low…high.
    var elements: [Float] {
      let count = shape.reduce(1, *)
      let key = fnv(name)
      return (0..<count).map { index in
        let u = Double(splitMix(key &+ UInt64(index)) >> 40) / 16_777_216
        switch kind {
        case "class": return Float(Int(u * Double(classes ?? 1)))
        case "binary": return u >= 0.5 ? 1 : 0
        default: return Float(low + (high - low) * u)
        }
      }
    }
    var tensor: Tensor { Tensor(Shape(shape), elements) }
  }
  struct Stored: Decodable {
    let offset: Int
    let shape: [Int]
  }
  struct Gradient: Decodable {
    let name: String
    let kind: String
    let offset: Int
    let count: Int
  }
  struct Adam: Decodable {
    let learningRate: Double
    let losses: [Double]
  }
  struct Statistic: Decodable {
    let name: String
    let offset: Int
    let count: Int
  }

  let network: String
  let batch: Int
  let parameters: [Values]
  let anchors: [Values]
  let inputs: [Values]
  let loss: Double
  let outputs: Stored
  let gradients: [Gradient]
  let adam: Adam?
  let runningStatistics: [Statistic]?
  let evaluationOutputs: Stored?

  static func load(_ name: String) throws -> (golden: Golden, blob: [Float]) {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens")
    let golden = try JSONDecoder().decode(
      Golden.self, from: Data(contentsOf: folder.appendingPathComponent("\(name).json")))
    let data = try Data(contentsOf: folder.appendingPathComponent("\(name).f32"))
    let blob = data.withUnsafeBytes { bytes in
      (0..<(bytes.count / 4)).map {
        Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
      }
    }
    return (golden, blob)
  }

  /// A gradient as it was stored: whole, or as sums of signed elements in 1024 buckets, which keep squared distances.
  func sketch(_ gradient: Gradient, _ elements: [Float]) -> [Double] {
    guard gradient.kind == "sketch" else { return elements.map(Double.init) }
    var buckets = [Double](repeating: 0, count: gradient.count)
    let key = fnv("sketch:" + gradient.name)
    for (index, element) in elements.enumerated() {
      let hash = splitMix(key &+ UInt64(index))
      buckets[Int(hash & UInt64(gradient.count - 1))] += hash >> 63 == 1 ? -Double(element) : Double(element)
    }
    return buckets
  }

  /// The signal as (example, time, channel), which PyTorch has as (example, channel, time).
  var signal: [Float] {
    guard let given = inputs.first(where: { $0.name == "signal" }) else { return [] }
    var elements = given.elements
    let (examples, channels, time) = (given.shape[0], given.shape[1], given.shape[2])
    for offset in inputs where offset.addedTo == "signal" {
      let added = offset.elements
      for index in elements.indices { elements[index] += added[index / time] }
    }
    var result = elements
    for e in 0..<examples {
      for c in 0..<channels {
        for t in 0..<time { result[(e * time + t) * channels + c] = elements[(e * channels + c) * time + t] }
      }
    }
    return result
  }
}

func splitMix(_ value: UInt64) -> UInt64 {
  var z = value &+ 0x9E37_79B9_7F4A_7C15
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}

func fnv(_ text: String) -> UInt64 {
  text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
}

/// ‖a − b‖ / ‖b‖.
func relativeError(_ a: [Double], _ b: [Double]) -> Double {
  let difference = zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  let norm = b.reduce(0) { $0 + $1 * $1 }
  return (difference / max(norm, .leastNonzeroMagnitude)).squareRoot()
}
