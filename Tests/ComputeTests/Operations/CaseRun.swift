import Testing

@testable import Compute

/// Runs a case every way that the engine has, and compares each with the reference.
struct CaseRun {
  /// One way to compile and cut.
  struct Way: CustomStringConvertible {
    let set: InstructionSet
    let fuses: Bool
    let shard: Int?
    let lanes: Int?

    var options: Program.Options {
      var options = Program.Options()
      options.fuses = fuses
      options.shard = shard
      options.lanes = lanes
      return options
    }
    var description: String {
      "\(set), \(fuses ? "fused" : "unfused"), shard \(shard.map(String.init) ?? "own"), lanes \(lanes.map(String.init) ?? "own")"
    }
  }

  /// The greatest errors met.
  struct Worst {
    var value = 0.0
    var gradient = 0.0
  }

  let sample: Case
  let answers: [CaseAnswer]

  init(_ sample: Case) {
    self.sample = sample
    answers = sample.counts.map { CaseAnswer(sample, count: $0) }
  }

  /// Checks everything on every instruction set of this machine; only for a process of its own.
  func everywhere() -> Worst {
    var worst = Worst()
    let largest = answers.map(\.count).max() ?? 0
    InstructionSet.forEach { set in
      check(Way(set: set, fuses: true, shard: nil, lanes: nil), &worst) { _ in true }
      // Other ways to cut the same work: an odd number of examples, and the most.
      check(Way(set: set, fuses: false, shard: nil, lanes: nil), &worst) { $0 == largest }
      check(Way(set: set, fuses: true, shard: 1, lanes: 3), &worst) { $0 == 3 || $0 == largest }
      check(Way(set: set, fuses: true, shard: 4, lanes: 1), &worst) { $0 == largest }
    }
    return worst
  }

  private func check(_ way: Way, _ worst: inout Worst, counts: (Int) -> Bool) {
    let (graph, output, loss) = sample.drawnLoss()
    let learnt = Set(sample.inputs.filter(\.isLearnt).map(\.name))
    let outputs = [(name: "output", node: output)]
    // The second as users have it: nothing flows to the inputs, and the first layer's own shortcuts are taken.
    let full = Program.training(loss: loss, outputs: outputs, options: way.options, gradientsOfInputs: learnt)
    let plain = Program.training(loss: loss, outputs: outputs, options: way.options)
    let prediction = Program.inference(outputs, options: way.options)
    for answer in answers where counts(answer.count) {
      let place = "\(sample.name): \(answer.count) examples, \(way)"
      let bits = [1, 2].map { threads in
        compare(run(full, graph, answer, threads), answer, isFull: true, "\(place), \(threads) threads", &worst)
      }
      #expect(bits[0] == bits[1], "one thread and two differ, \(place)")
      _ = compare(run(plain, graph, answer, 1), answer, isFull: false, "\(place), no input learns", &worst)
      let error = distance(run(prediction, graph, answer, 2).output("output"), from: answer.output)
      worst.value = max(worst.value, error)
      #expect(error <= sample.tolerance.value, "predictions, \(place)")
    }
  }

  private func run(_ program: Program, _ graph: Graph, _ answer: CaseAnswer, _ threads: Int) -> Runner {
    let parameters = Parameters(for: graph)
    for field in sample.parameters { parameters[field.name] = Tensor(field.shape, answer.values[field.name] ?? []) }
    let runner = Runner(program, parameters, threads: threads)
    runner.reserve(answer.count)
    runner.seed = CaseAnswer.seed
    runner.step = CaseAnswer.step
    for (name, _) in program.inputs {
      runner.setInput(name, name == Case.mixer ? answer.mixer : answer.values[name] ?? [])
    }
    runner.run(answer.count)
    return runner
  }

  /// Compares with the reference; returns the bits of all that came out.
  private func compare(
    _ runner: Runner, _ answer: CaseAnswer, isFull: Bool, _ place: String, _ worst: inout Worst
  ) -> [UInt32] {
    let output = runner.output("output")
    var all = output
    let error = distance(output, from: answer.output)
    worst.value = max(worst.value, error)
    #expect(error <= sample.tolerance.value, "value, error \(error), \(place)")
    for slope in answer.slopes {
      let name = slope.field.name
      if slope.isInput && !isFull { continue }
      // Where no gradient was compiled, nothing may hang on the field.
      guard let gradient = slope.isInput ? inputGradient(runner, name) : runner.gradient(of: name)?.elements else {
        #expect(slope.slopes.allSatisfy { $0 == 0 }, "no gradient to \(name), \(place)")
        continue
      }
      all += gradient
      #expect(gradient.allSatisfy { $0.isFinite }, "gradient to \(name), \(place)")
      let error = distance(slope.elements.map { gradient[$0] }, from: slope.slopes)
      worst.gradient = max(worst.gradient, error)
      #expect(error <= sample.tolerance.gradient, "gradient to \(name), error \(error), \(place)")
    }
    for (name, values) in answer.carried {
      let carried = runner.parameters[name].elements
      all += carried
      #expect(distance(carried, from: values) <= sample.tolerance.value, "\(name) carried along, \(place)")
    }
    return all.bits
  }

  private func inputGradient(_ runner: Runner, _ name: String) -> [Float]? {
    let key = Program.gradientName(ofInput: name)
    return runner.program.outputs.contains { $0.name == key } ? runner.output(key) : nil
  }
}
