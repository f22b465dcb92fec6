import Compute
import Networks
import Waveforms

/// The trained autoencoder: beats to codes, and codes to beats.
struct HeartbeatCoder {
  /// How much of the variance of beats it tells again, at each stage of its training.
  struct Quality: Sendable, Equatable, Codable {
    /// The outer autoencoder alone: 32 numbers.
    var outer: Double
    /// The inner one within, before both were trained together.
    var inner: Double
    /// Both together.
    var both: Double
  }

  let architecture: Architecture
  let parameters: Parameters
  let quality: Quality
  /// Steps taken in all.
  let steps: Int

  /// Trains greedily on beats that lie one after another, of mean 0 and variance 1 each.
  ///
  /// - Returns: Nothing when it was told to stop.
  init?(
    _ beats: [Float], samples: Int, _ plan: CoderPlan, threads: Int?, report: (Int, Int) -> Void,
    shouldStop: () -> Bool
  ) {
    let architecture = Architecture(HeartbeatAutoencoder(samples: samples, code: plan.code))
    let stages = architecture.stages
    func drawn(_ names: [String]) -> (Node) -> Node {
      { x in stages.filter { names.contains($0.name) }.reduce(x) { $1($0, .training) } }
    }
    let (encoder, inner) = (drawn(["encoder"]), drawn(["code", "expansion"]))
    let outer = drawn(["encoder", "decoder", "head"])
    let all = drawn(stages.map(\.name))
    let parameters = architecture.parameters(seed: plan.seed)
    let signal = [samples, 1]
    let rows = beats.count / samples
    let perEpoch = (rows + plan.batch - 1) / plan.batch
    let total = perEpoch * (plan.outerEpochs + plan.innerEpochs + plan.jointEpochs)
    var done = 0

    func fit(_ draw: (Node) -> Node, _ shape: [Int], _ values: [Float], epochs: Int, rate: Float) -> Bool {
      let fitting = Echo(draw, shape, from: parameters)
      return fitting.fit(values, plan, epochs: epochs, rate: rate, into: parameters, threads: threads) {
        done += 1
        report(done, total)
        return !shouldStop()
      }
    }
    func error(_ draw: (Node) -> Node) -> Double {
      // A thousand beats from all over say it to three places.
      let chosen = stride(from: 0, to: rows, by: max(1, rows / 1024)).flatMap {
        beats[($0 * samples)..<(($0 + 1) * samples)]
      }
      let said = Echo(draw, signal, from: parameters).apply(chosen, threads: threads)
      var (missed, energy) = (0.0, 0.0)
      for (a, b) in zip(chosen, said) {
        missed += Double(a - b) * Double(a - b)
        energy += Double(a) * Double(a)
      }
      return energy > 0 ? missed / energy : 0
    }
    guard fit(outer, signal, beats, epochs: plan.outerEpochs, rate: plan.outerRate) else { return nil }
    let outerError = error(outer)
    let states = Echo(encoder, signal, from: parameters).apply(beats, threads: threads)
    let width = states.count / max(1, rows)
    let scale = StateScale(states, width: width)
    guard fit(inner, [width], scale.applied(to: states), epochs: plan.innerEpochs, rate: plan.innerRate) else {
      return nil
    }
    scale.fold(into: parameters)
    let innerError = error(all)
    guard fit(all, signal, beats, epochs: plan.jointEpochs, rate: plan.jointRate) else { return nil }
    self.architecture = architecture
    self.parameters = parameters
    quality = Quality(outer: 1 - outerError, inner: 1 - innerError, both: 1 - error(all))
    steps = total
  }

  /// Returns the codes of beats before their tanh: it changes no divergence of densities, and a saturated cell has no digits left.
  func codes(of beats: [Float], threads: Int?) -> [Float] {
    let states = { architecture.features($0, .prediction, before: "code") }
    let width = parameters["code.weight"].shape.sizes
    return Echo(
      { LinearLayer("code", width[1], width[0])(states($0)) }, [architecture.samples, 1], from: parameters
    ).apply(beats, threads: threads)
  }

  /// Returns beats as they are told again.
  func retold(_ beats: [Float], threads: Int?) -> [Float] {
    Echo({ architecture.logits($0, .prediction) }, [architecture.samples, 1], from: parameters)
      .apply(beats, threads: threads)
  }
}
