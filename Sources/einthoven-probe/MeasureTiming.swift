import Transfer
import Waveforms

/// Times every measure on made-up outputs of a source, on one thread.
enum MeasureTiming {
  /// Takes examples, features, source labels and target labels.
  static func run(_ arguments: [String]) -> Int32 {
    let numbers = arguments.compactMap(Int.init)
    let sizes = numbers + [1000, 512, 94, 20].dropFirst(numbers.count)
    guard numbers.count == arguments.count, sizes.count == 4, sizes.allSatisfy({ $0 > 0 }) else { return 2 }
    let source = source(examples: sizes[0], features: sizes[1], sources: sizes[2], labels: sizes[3])
    print(
      "\(sizes[0]) examples, \(sizes[1]) features, \(sizes[2]) source labels, \(sizes[3]) target labels, one thread")
    let clock = ContinuousClock()
    for measure in Measure.all(for: source.representation.target.task) {
      var times: [Duration] = []
      let begin = clock.now
      while times.count < 2 || (times.count < 101 && clock.now - begin < .seconds(1)) {
        let start = clock.now
        _ = measure(source, threads: 1)
        times.append(clock.now - start)
      }
      times.sort()
      let median = times[times.count / 2] / .microseconds(1)
      print("\(measure.name): \(Int(median)) µs, median of \(times.count)")
    }
    return 0
  }

  private static func source(examples: Int, features: Int, sources: Int, labels: Int) -> Source {
    var random = SplitMix64(seed: 1)
    let positive = (0..<examples * labels).map { _ in random.chance(0.1) }
    let values = (0..<examples * features).map { index in
      random.normal() + (positive[index / features * labels + index % features % labels] ? 1 : 0)
    }
    return Source(
      name: "made",
      representation: Representation(
        probabilities: Matrix(
          rows: examples, columns: sources, values: (0..<examples * sources).map { _ in random.uniform() }),
        features: Matrix(rows: examples, columns: features, values: values),
        target: Target(labels: (0..<labels).map { "\($0)" }, positive: positive)))
  }
}
