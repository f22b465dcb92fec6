/// Noise that depends linearly from lead to lead in a way that never changes (Beton, section 4.3.2).
///
/// A few independent Perlin sources v reach k leads through one k × m matrix M, drawn once from U(−a, a): lead i gets
/// Σ M[i][j]·v[j]. A network that sees all leads can learn M and undo it.
public struct LinearDependenceNoise: Sendable, Equatable {
  /// One row a lead, one column a source.
  public let matrix: [[Float]]
  /// Whole numbers of Perlin's noise a second.
  public let frequency: Double
  /// Layers of each source.
  public let octaves: Int
  private let seed: UInt64

  /// Draws the matrix for k `leads` and m < k `sources`, with elements from U(−scale, scale).
  public init(leads: Int, sources: Int, scale: Float, frequency: Double = 1, octaves: Int = 1, seed: UInt64) {
    precondition(
      sources >= 1 && sources < leads,
      "LinearDependenceNoise: \(sources) sources for \(leads) leads; expected 1 to leads − 1")
    precondition(scale >= 0, "LinearDependenceNoise(scale: \(scale)): expected 0 or more")
    var random = SplitMix64(seed, 0)
    matrix = (0..<leads).map { _ in
      (0..<sources).map { _ in Float(random.uniform(-Double(scale), Double(scale))) }
    }
    self.frequency = frequency
    self.octaves = octaves
    self.seed = seed
  }

  /// Returns the noise of every lead for one use of one example; `draw` numbers the uses.
  public func noise(_ count: Int, rate: Double, draw: UInt64) -> [[Float]] {
    let sources = (0..<(matrix.first?.count ?? 0)).map { source in
      var key = SplitMix64(seed, 1, draw, UInt64(source))
      return PerlinNoise(seed: key.next(), octaves: octaves).samples(count, rate: rate, frequency: frequency)
    }
    return matrix.map { row in
      var lead = [Float](repeating: 0, count: count)
      for (weight, source) in zip(row, sources) {
        for i in 0..<count { lead[i] += weight * source[i] }
      }
      return lead
    }
  }

  /// Returns the recording with noise added; missing samples stay missing.
  public func added(to recording: Recording, draw: UInt64) -> Recording {
    precondition(
      recording.leads.count == matrix.count,
      "LinearDependenceNoise for \(matrix.count) leads: the recording has \(recording.leads.count)")
    let longest = recording.leads.map(\.samples.count).max() ?? 0
    let noise = noise(longest, rate: recording.rate, draw: draw)
    var result = recording
    for i in result.leads.indices {
      for j in result.leads[i].samples.indices { result.leads[i].samples[j] += noise[i][j] }
    }
    return result
  }
}
