import Interchange
import Learning

extension DemoOutcome {
  /// The result as one line of JSON.
  public func json() throws -> String { try JSONTextEncoder.text(of: result).line }

  /// The result as tables in Markdown.
  public var markdown: String {
    let story = DemoStory()
    var lines = ["# Transfer learning on made hospitals", ""]
    lines += story.conclusion(result).map { $0 } + ["", "## Networks at the target", ""]
    lines += row(["network", "patients", "recordings", "steps", "weights moved", "macro F1", "95 % interval"])
    lines += row(["---", "---:", "---:", "---:", "---:", "---:", "---"])
    for model in [result.untrained, result.transfer, result.scratch, result.control] {
      let f1 = model.score.macroF1
      lines += row([
        model.name, "\(model.training?.patients ?? 0)", "\(model.training?.recordings ?? 0)", "\(model.steps)",
        model.movedWeights.map { "\($0) of \(model.weights)" } ?? "–", points(f1.value),
        "\(points(f1.low)) to \(points(f1.high))",
      ])
    }
    lines += ["", "Tested on \(result.targetTest.patients) patients, \(result.targetTest.recordings) recordings."]
    lines += ["Transfer − scratch: \(signed(result.gain)). Transfer − control: \(signed(result.gap)).", ""]
    lines +=
      ["## F1 by class", ""] + row(["network"] + result.classes) + row(["---"] + result.classes.map { _ in "---:" })
    for model in [result.untrained, result.transfer, result.scratch, result.control] {
      lines += row([model.name] + model.score.f1.map { $0.map(points) ?? "–" })
    }
    lines += row(["source, at home"] + result.source.score.f1.map { $0.map(points) ?? "–" })
    let leakage = result.leakage
    lines += ["", "## Leakage", ""] + row(["split", "macro F1"]) + row(["---", "---"])
    lines += row(["by recording", shown(leakage.byRecording)]) + row(["by patient", shown(leakage.byPatient)])
    lines += row(["difference, paired", signed(leakage.difference)])
    lines += ["", "Identity of the embedding: greatest difference \(scientific(result.identityError))."]
    lines += ["Seed \(result.configuration.seed), \(result.threads) threads."]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The averaged loss of each training at each step.
  public var csv: String {
    var text = "training,step,loss\n"
    for curve in curves {
      for (step, loss) in curve.loss.enumerated() { text += "\(curve.name),\(step + 1),\(loss)\n" }
    }
    return text
  }

  /// Writes `results.json`, `results.md` and `curves.csv` into a folder that exists, each whole or not at all.
  public func write(to folder: String) throws {
    let files = [("results.json", try json() + "\n"), ("results.md", markdown), ("curves.csv", csv)]
    for (name, text) in files { try AtomicFile.write(Array(text.utf8), to: "\(folder)/\(name)") }
  }

  private func row(_ cells: [String]) -> [String] { ["| " + cells.joined(separator: " | ") + " |"] }
}
