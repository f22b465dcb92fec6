import Cohorts
import Waveforms

/// A mixture of Gaussians with full covariances, fitted by expectation and maximisation.
struct GaussianMixture {
  /// Examples × components: the probability that an example is of a component.
  private(set) var responsibilities: Matrix
  private let threads: Int?

  /// Fits as many components as there are means; each example begins with the nearest mean.
  ///
  /// At most 100 rounds, until the mean log likelihood grows by less than 10⁻³; 10⁻⁶ is added to variances.
  init?(_ examples: Matrix, means: Matrix, threads: Int?) {
    self.threads = threads
    responsibilities = Matrix(rows: examples.rows, columns: means.rows)
    for (i, nearest) in GaussianMixture.nearest(examples, means).enumerated() { responsibilities[i, nearest] = 1 }
    var last = -Double.infinity
    for _ in 0..<100 {
      guard let likelihood = round(examples) else { return nil }
      if abs(likelihood - last) < 1e-3 { break }
      last = likelihood
    }
  }

  /// Fits the components to the responsibilities and these to the components; returns the mean log likelihood.
  private mutating func round(_ examples: Matrix) -> Double? {
    let given = responsibilities
    let columns = Parallel.map(given.columns, threads: threads) { component in
      GaussianMixture.logDensities(examples, given, component)
    }
    let densities = columns.compactMap(\.self)
    guard densities.count == given.columns else { return nil }
    var sum = 0.0
    for i in 0..<examples.rows {
      let largest = densities.reduce(-Double.infinity) { max($0, $1[i]) }
      let total = densities.reduce(0) { $0 + exponential($1[i] - largest) }
      for (component, density) in densities.enumerated() {
        responsibilities[i, component] = exponential(density[i] - largest) / total
      }
      sum += largest + logarithm(total)
    }
    return sum.isFinite ? sum / Double(examples.rows) : nil
  }

  /// Returns log(weight · density) of each example under a component fitted to its responsibilities.
  private static func logDensities(_ examples: Matrix, _ responsibilities: Matrix, _ component: Int) -> [Double]? {
    let d = examples.columns
    // A component that has nobody keeps a weight of nearly nothing.
    var weight = 1e-14
    var mean = [Double](repeating: 0, count: d)
    for i in 0..<examples.rows {
      let share = responsibilities[i, component]
      guard share > 0 else { continue }
      weight += share
      for j in 0..<d { mean[j] += share * examples[i, j] }
    }
    for j in 0..<d { mean[j] /= weight }
    // Rows scaled by the roots of their shares: their products are the covariance.
    let members = (0..<examples.rows).filter { responsibilities[$0, component] > 0 }
    var scaled = Matrix(rows: d, columns: members.count)
    for (place, i) in members.enumerated() {
      let root = (responsibilities[i, component] / weight).squareRoot()
      for j in 0..<d { scaled[j, place] = root * (examples[i, j] - mean[j]) }
    }
    var covariance = scaled.rowProducts(threads: 1)
    for j in 0..<d { covariance[j, j] += 1e-6 }
    guard let factor = Cholesky(covariance, threads: 1) else { return nil }
    let constant =
      logarithm(weight / Double(examples.rows)) - 0.5 * (Double(d) * logarithm(2 * .pi) + factor.logDeterminant)
    return (0..<examples.rows).map { i in
      let whitened = factor.forward((0..<d).map { examples[i, $0] - mean[$0] })
      return constant - 0.5 * whitened.reduce(0) { $0 + $1 * $1 }
    }
  }

  /// Returns where to begin: drawn far from each other (Arthur and Vassilvitskii, 2007), then moved by Lloyd's rounds.
  static func means(_ examples: Matrix, _ count: Int, seed: UInt64) -> Matrix {
    var random = SplitMix64(seed, 0x6D6D)
    var chosen = [random.index(below: examples.rows)]
    var distances = [Double](repeating: .infinity, count: examples.rows)
    while chosen.count < count {
      for i in 0..<examples.rows {
        distances[i] = min(distances[i], distance(examples, i, examples, chosen[chosen.count - 1]))
      }
      var left = random.uniform() * distances.reduce(0, +)
      let next = distances.firstIndex { distance in
        left -= distance
        return left < 0
      }
      chosen.append(next ?? random.index(below: examples.rows))
    }
    var means = examples.gathering(chosen)
    for _ in 0..<10 {
      let nearest = nearest(examples, means)
      var sums = Matrix(rows: count, columns: examples.columns)
      var members = [Double](repeating: 0, count: count)
      for (i, place) in nearest.enumerated() {
        members[place] += 1
        for j in 0..<examples.columns { sums[place, j] += examples[i, j] }
      }
      for place in 0..<count where members[place] > 0 {
        for j in 0..<examples.columns { means[place, j] = sums[place, j] / members[place] }
      }
    }
    return means
  }

  private static func nearest(_ examples: Matrix, _ means: Matrix) -> [Int] {
    (0..<examples.rows).map { i in
      var best = (place: 0, distance: Double.infinity)
      for place in 0..<means.rows {
        let distance = distance(examples, i, means, place)
        if distance < best.distance { best = (place, distance) }
      }
      return best.place
    }
  }

  private static func distance(_ a: Matrix, _ i: Int, _ b: Matrix, _ k: Int) -> Double {
    (0..<a.columns).reduce(0) { $0 + (a[i, $1] - b[k, $1]) * (a[i, $1] - b[k, $1]) }
  }
}
