import Interchange
import Learning

extension DemoOutcome {
  /// The result as one line of JSON.
  public func json() throws -> String { try JSONTextEncoder.text(of: result).line }

  /// The result as tables in Markdown.
  public var markdown: String {
    var lines = ["# Transfer learning on made hospitals", ""] + Conclusion.all(result).map { "- \($0)" }
    lines += ["", "## The sources, and what measures said of them", ""]
    lines += row(["source", "learnt", "patients", "macro F1 at home"] + result.measures.map(DemoStory.title))
    lines += row(["---", "---", "---:", "---:"] + result.measures.map { _ in "---:" })
    for (place, source) in result.sources.enumerated() {
      lines += row(
        ["\(source.name), \(source.title)", source.labels.joined(separator: " "), "\(source.training.patients)"]
          + [shown(source.macroF1)] + result.measures.map { $0.values[place].map { fixed($0, 3) } ?? "–" })
    }
    lines += ["", "## Networks at the target", ""]
    lines += row(["network", "patients", "recordings", "steps", "loss", "weights moved", "macro F1", "95 % interval"])
    lines += row(["---", "---:", "---:", "---:", "---:", "---:", "---:", "---"])
    for model in result.models {
      lines += row([
        model.name, "\(model.training.patients)", "\(model.training.recordings)", "\(model.steps)",
        fixed(model.loss, 3), model.moved.map { "\($0) of \(model.weights)" } ?? "–", points(model.macroF1.value),
        "\(points(model.macroF1.low)) to \(points(model.macroF1.high))",
      ])
    }
    lines += [
      "", "Tested on \(counted(result.test.patients, "patient")), \(counted(result.test.recordings, "recording")).",
    ]
    lines += ["", "## F1 by label", ""] + row(["network"] + result.labels)
    lines += row(["---"] + result.labels.map { _ in "---:" })
    for model in result.models { lines += row([model.name] + model.f1.map { $0.map(points) ?? "–" }) }
    let leakage = result.leakage
    lines += ["", "## Leakage", ""] + row(["trained on", "macro F1"]) + row(["---", "---"])
    lines += row(["other visits of the tested patients", shown(leakage.byRecording)])
    lines += row(["other patients", shown(leakage.byPatient)])
    lines += row(["difference, paired", signed(leakage.difference)])
    lines += [""] + result.audits.map { "- `\($0.split)`: \($0.words)" }
    lines += ["", "Seed \(result.configuration.seed)."]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The mean loss of each training in each epoch.
  public var csv: String {
    var text = "training,epoch,loss\n"
    for curve in curves {
      for (epoch, loss) in curve.loss.enumerated() { text += "\"\(curve.name)\",\(epoch + 1),\(loss)\n" }
    }
    return text
  }

  /// Writes `results.json`, `results.md`, `curves.csv` and `report.html` into a folder that exists, each whole or not at all.
  public func write(to folder: String) throws {
    let files = [("results.json", try json() + "\n"), ("results.md", markdown), ("curves.csv", csv)]
    for (name, text) in files { try AtomicFile.write(Array(text.utf8), to: "\(folder)/\(name)") }
    try DemoReport(self).page.write(to: folder)
  }

  private func row(_ cells: [String]) -> [String] { ["| " + cells.joined(separator: " | ") + " |"] }
}
