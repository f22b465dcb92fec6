import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning
@testable import Transfer

/// What must not move does not move by a bit.
@Suite struct FreezingTests {
  private func request(_ method: TransferRequest.Method = .fineTune) -> TransferRequest {
    TransferRequest(method, sources: ["a"], training: TrainingRequest(cohort: "", network: "", recipe: ""))
  }

  private func plan(_ request: TransferRequest, _ network: Architecture, from: String, fresh: String? = nil)
    -> TrainingPlan
  {
    let levels = network.levels
    func place(_ name: String) -> Int { levels.firstIndex { $0.name == name } ?? levels.count }
    var plan = Waves.plan
    plan.rules = Freezing(request, levels, from: place(from), fresh: fresh.map(place) ?? levels.count).rules
    return plan
  }

  private func changed(_ a: Parameters, _ b: Parameters) -> Set<String> {
    Set(a.specs.map(\.name).filter { a[$0] != b[$0] })
  }

  @Test func frozenLevelsKeepEveryBitAndTheirStatistics() throws {
    let network = Architecture(XResNet1d(leads: 1, samples: 48, blocks: [1, 1], outputs: 3))
    let set = try Waves.set(Waves.cohort(), Waves.recipe(.random))
    let start = network.parameters(seed: 5)
    let levels = network.levels
    let from = try #require(levels.firstIndex { $0.name == "head.linear1" })
    let end = try Waves.trained(network, from: start, plan(request(), network, from: "head.linear1"), on: set)
    let moved = changed(start, end)
    for spec in start.specs {
      let isFrozen = levels[..<from].contains { $0.contains(spec.name) }
      // A bias right before a norm has no effect, and need not move.
      if isFrozen { #expect(!moved.contains(spec.name), "\(spec.name)") }
    }
    #expect(moved.contains("head.linear2.weight") && moved.contains("head.norm1.running_mean"))
    #expect(start.specs.contains { $0.name.hasSuffix("running_var") && !moved.contains($0.name) })
  }

  @Test func levelsLearnOneAfterAnotherFromTheHeadDown() throws {
    var request = request()
    request.unfreezeEvery = 1
    let plan = plan(request, Waves.beat, from: "stem")
    #expect(plan.rule(of: "head.weight").learnsFrom == 0)
    #expect(plan.rule(of: "hidden.weight").learnsFrom == 1)
    #expect(plan.rule(of: "blocks.4.first.weight").learnsFrom == 2)
    let start = Waves.beat.parameters(seed: 5)
    let set = try Waves.set(Waves.cohort(), Waves.recipe())
    let end = try Waves.trained(Waves.beat, from: start, plan, on: set)
    #expect(changed(start, end).allSatisfy { $0.hasPrefix("head.") || $0.hasPrefix("hidden.") })
    #expect(changed(start, end).contains("hidden.weight"))
  }

  @Test func eachLevelDownHasItsShareOfTheRate() {
    var request = request()
    request.layerDecay = 0.5
    let plan = plan(request, Waves.beat, from: "stem")
    #expect(plan.rule(of: "head.bias").rateFactor == 1)
    #expect(plan.rule(of: "hidden.bias").rateFactor == 0.5)
    #expect(plan.rule(of: "blocks.3.second.weight").rateFactor == 0.125)
  }

  @Test func underAPullWeightsWithoutAReasonStayExactly() throws {
    let start = Waves.beat.parameters(seed: 5)
    let set = try Waves.set(Waves.cohort(), Waves.recipe())
    func moved(_ strength: Float) throws -> Movement {
      var request = request()
      request.pullL1 = strength
      let end = try Waves.trained(Waves.beat, from: start, plan(request, Waves.beat, from: "stem"), on: set)
      let all = Movement.all(Waves.beat, from: start, to: end)
      return try #require(all.first { $0.layer == "blocks.1" })
    }
    let (free, pulled, held) = (try moved(0), try moved(0.01), try moved(1e4))
    #expect(free.moved > free.weights / 2)
    #expect(pulled.moved > 0 && pulled.moved < free.moved)
    #expect(held.moved == 0 && held.greatest == 0 && held.weights == free.weights)
  }

  @Test func whatWasDrawnAnewIsNotPulledAndLayersAcrossHaveTheirOwnPull() {
    var request = request(.embed)
    (request.pullL1, request.crossPullL1) = (1, 7)
    let network = Architecture(Embedded(of: Beat(samples: 48, outputs: 3), leads: 2, crossChannel: ["stem"]))
    #expect(network.levels.map(\.name).prefix(3) == ["stem", "cross.stem", "blocks.0"])
    let plan = plan(request, network, from: "stem", fresh: "head")
    #expect(plan.rule(of: "leads.1.blocks.2.first.weight").pullL1 == 1)
    #expect(plan.rule(of: "cross.stem.weight").pullL1 == 7)
    #expect(plan.rule(of: "head.weight").pullL1 == 0)
  }

  @Test func everyParameterBelongsToOneLevel() {
    let networks = [
      Waves.beat, Architecture(Lead(samples: 200)),
      Architecture(PooledLSTM(leads: 1, samples: 30, hidden: 4, outputs: 2)),
      Architecture(XResNet1d(leads: 1, samples: 70, blocks: [1, 1, 2, 1], outputs: 4)),
      Architecture(Inception1d(leads: 1, samples: 60, outputs: 4)),
      Architecture(ResNet1d(leads: 1, samples: 70, depth: 50, width: 4, outputs: 4)),
      Architecture(Embedded(of: Lead(samples: 200), leads: 3, crossChannel: ["conv2", "lstm1"])),
    ]
    for network in networks {
      for spec in network.parameters(seed: 1).specs {
        #expect(network.levels.count { $0.contains(spec.name) } == 1, "\(network.kind) \(spec.name)")
      }
      #expect(network.levels.last?.isHead == true)
    }
  }
}
