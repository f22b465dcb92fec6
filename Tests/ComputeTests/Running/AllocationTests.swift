#if canImport(Glibc) && (arch(x86_64) || arch(arm64))
  import Testing

  @testable import Compute

  /// A step takes nothing from the heap. Counted in a process of its own, where no other test runs beside it.
  @Suite struct AllocationTests {
    /// Keeps what its parts allocate, so that no optimiser can do without.
    private final class Work: ParallelWork {
      var kept = [UnsafeMutablePointer<Int>?](repeating: nil, count: 40)

      override func perform(part: Int, worker: Int) {
        let slots = kept.withUnsafeBufferPointer { UnsafeMutablePointer(mutating: $0.baseAddress) }
        slots?[part]?.deallocate()
        slots?[part] = .allocate(capacity: 100 + part)
      }

      deinit { for block in kept { block?.deallocate() } }
    }

    /// A count of nothing would mean nothing if nothing were ever counted.
    @Test func countsWhatIsAllocated() async {
      await #expect(processExitsWith: .success) {
        Allocations.watch()
        #expect(Allocations.during {} == 0, "nothing")
        for threads in [1, 2] {
          let (work, workers) = (Work(), Workers(count: threads))
          workers.run(40, work)
          #expect(Allocations.during { workers.run(40, work) } == 40, "40 parts on \(threads) threads")
        }
        var objects: [AnyObject] = []
        objects.reserveCapacity(4)
        #expect(Allocations.during { objects.append(Work()) } >= 2, "an object and its array")
        #expect(
          Allocations.during { objects.append(Block(100)) } >= (Allocations.seesAll ? 2 : 1),
          "an object and its aligned memory")
        var numbers = [1, 2, 3]
        #expect(Allocations.during { numbers.reserveCapacity(1000) } >= 1, "an array that grows")
        #expect(objects.count == 2 && numbers.count == 3)
      }
    }

    #if DEBUG
      private static let isOptimised = false
    #else
      private static let isOptimised = true
    #endif

    @Test(
      .enabled(if: isOptimised, "a debug build's closures take from the heap: run swift test -c release"),
      arguments: [1, 2])
    func stepsAllocateNothing(threads: Int) async {
      await #expect(processExitsWith: .success) { [threads = threads as Int] in
        Allocations.watch()
        for family in CaseFamily.allCases {
          for sample in family.cases { AllocationTests.check(sample, threads: threads) }
        }
      }
    }

    private static func check(_ sample: Case, threads: Int) {
      let (graph, output, loss) = sample.drawnLoss()
      let answer = CaseAnswer(sample, count: 5)
      let parameters = Parameters(for: graph)
      for field in sample.parameters { parameters[field.name] = Tensor(field.shape, answer.values[field.name] ?? []) }
      let rules: [Optimizer.Rule] = [.sgd(momentum: 0.9), .adamW()]
      for (rule, program) in zip(
        rules, [Program.training(loss: loss, outputs: [("output", output)]), .training(loss: loss)])
      {
        let runner = Runner(program, parameters, threads: threads)
        runner.reserve(5)
        give(answer, to: runner)
        let optimizer = Optimizer(rule, rate: 0.001, for: parameters, groups: [.init(decay: 0.01, proximalL1: 0.001)])
        optimizer.clipNorm = 1
        // The first steps make plans, and the runtime its caches.
        for count in [5, 1, 5] {
          runner.run(count)
          optimizer.step(runner)
        }
        for count in [5, 1, 0] {
          let taken = Allocations.during {
            runner.run(count)
            optimizer.step(runner)
          }
          #expect(taken == 0, "\(sample.name): \(taken) allocations in a step of \(count) examples")
        }
      }
      let runner = Runner(Program.inference([("output", output)]), parameters, threads: threads)
      runner.reserve(5)
      give(answer, to: runner)
      for count in [5, 1] { runner.run(count) }
      for count in [5, 1, 0] {
        let taken = Allocations.during { runner.run(count) }
        #expect(taken == 0, "\(sample.name): \(taken) allocations in a prediction of \(count) examples")
      }
    }

    private static func give(_ answer: CaseAnswer, to runner: Runner) {
      for (name, _) in runner.program.inputs {
        runner.setInput(name, name == Case.mixer ? answer.mixer : answer.values[name] ?? [])
      }
    }
  }
#endif
