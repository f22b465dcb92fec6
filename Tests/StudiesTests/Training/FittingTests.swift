import Compute
import Testing

@testable import Studies

@Suite struct FittingTests {
  private let classifier = Classifier(leads: 1, samples: 200, classes: 2)

  /// Class 0 is slow, class 1 is fast.
  private var waves: ExampleSet {
    var set = ExampleSet(leads: 1, samples: 200)
    for i in 0..<24 {
      let period = i % 2 == 0 ? 40 : 8
      let signal = (0..<200).map { ($0 + 3 * i) % period < period / 2 ? Float(1) : -1 }
      set.append(signal: signal, label: i % 2, patient: i)
    }
    return set
  }

  @Test func learnsSlowFromFast() {
    let parameters = classifier.parameters(seed: 1)
    var fitting = Fitting(steps: 80, seed: 1)
    fitting.rate = 1e-2
    var reported: [Int] = []
    let curve = fitting(classifier, parameters, on: waves) { reported.append($0.step) }
    #expect(reported == Array(1...80) && curve.count == 80)
    #expect(curve[79] < 0.5 * curve[0])
    #expect(Outputs(classifier, parameters, on: waves).labels == waves.labels)
  }

  @Test func anyNumberOfThreadsGivesTheSame() {
    func trained(_ threads: Int, seed: UInt64 = 3) -> [Float] {
      let parameters = classifier.parameters(seed: 2)
      Fitting(steps: 5, seed: seed, threads: threads)(classifier, parameters, on: waves)
      return Outputs(classifier, parameters, on: waves, threads: threads).logits
    }
    #expect(trained(1) == trained(2))
    #expect(trained(1) != trained(1, seed: 4))
  }

  @Test func trainingAndPredictionShareParameters() {
    for leads in [1, 12] {
      let classifier = Classifier(leads: leads, samples: 200, classes: 3)
      let specs = classifier.parameters(seed: 0).specs
      #expect(specs == Runner(classifier.training(), classifier.parameters(seed: 0), threads: 1).parameters.specs)
      #expect(specs.count == (leads == 1 ? 0 : 20 * 11) + 22)
    }
  }

  @Test func probabilitiesAddUp() {
    let predictions = Outputs(classifier, classifier.parameters(seed: 1), on: waves)
    for i in 0..<waves.count { #expect(abs(predictions.probabilities(of: i).reduce(0, +) - 1) < 1e-6) }
  }
}
