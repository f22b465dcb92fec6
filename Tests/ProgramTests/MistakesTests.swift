import CommandLineKit
import GoldenFiles
import Synchronization
import Testing

@testable import Program

/// What the program answers to the commonest mistakes, word for word.
@Suite struct MistakesTests {
  private final class Heard: Sendable {
    let text = Mutex("")
    func add(_ more: String) { text.withLock { $0 += more } }
  }

  /// Returns what is said on the errors, and how it ended.
  private func said(_ line: String) -> String {
    let heard = Heard()
    func screen(_ write: @escaping @Sendable (String) -> Void) -> Screen {
      Screen(isTerminal: false, isColoured: false, width: 80, write: write)
    }
    let exit = Main.application().run(
      line.split(separator: " ").map(String.init),
      console: Console(output: screen { _ in }, errors: screen { heard.add($0) }))
    return "$ einthoven \(line)\n\(heard.text.withLock { $0 })(\(exit.rawValue))\n"
  }

  @Test func theCommonestMistakesAreAnsweredWellFor() {
    let lines = [
      "predct", "--hlep", "predict", "predict nowhere.safetensors a", "predict m.safetensors a --format jsn",
      "predict m.safetensors a --jsn", "convert a", "convert nowhere out", "convert a.csv b.csv --to edf",
      "convert a.csv out --to wfbd", "convert a.csv out --resample 0", "synthesize", "synthesize out --patients 0",
      "synthesize out --leads", "plot", "plot nowhere -o x.pdf", "plot a --layout 4x3", "inspect nowhere",
      "cohort ptbxl:/nowhere", "train", "train ptb-xl:/nowhere", "train synthetic:1 --epochs many",
      "transfer", "rank", "export m.safetensors --card c.md", "audit", "prepare", "completions fsh",
      "evaluate m.safetensors", "train synthetic,patients=8:1 --labels NRM",
      "train synthetic,patients=8:1 --recipe leed",
      "prepare leadd a", "demo --quik",
      "demo -quick", "--seed 7 demo", "predict m.safetensors a --json -f csv", "predict m.safetensors a -o x.xml",
      "predict m.safetensors a -o /nowhere/x.csv", "prepare lead a -o w.npz", "plot a --label N", "plot a --layer conv",
      "rank a.safetensors --on synthetic:1 --measures mlep", "rank a.safetensors --probabilities p.npy",
      "audit synthetic:1 --gap-folds 3", "audit synthetic:1 --lead II", "train synthetic:1 --official 1/2/3 --test 0.2",
      "train synthetic:1 --folds 3 --few-folds 3", "train synthetic,patient=3:1", "evaluate p.csv --part test",
      "export m.safetensors --onnx m.safetensors", "train synthetic:1 --metric f1",
      "rank a --on synthetic:1 --metric AUC",
      "train synthetic:1 --validation 0.6 --test 0.6", "train synthetic:1 --epochs 0", "train synthetic:1 --fold 3",
      "train synthetic:1 --folds 3 --fold 4", "train synthetic:1 --folds 3 --metric macroF1",
      "train synthetic:1 --metric none --patience 3", "train synthetic:1 --split-file nowhere.json",
      "train synthetic,patients=8:1 --minimum 100", "train synthetic:1 -o /dev/null/x",
      "transfer m.safetensors synthetic:1 -o /dev/null/x", "audit synthetic:1 -o /dev/null/x",
      "audit synthetic:1 --validation 0.6 --test 0.6", "evaluate p.csv -o /dev/null/x", "demo -o /dev/null/x",
      "correlate t.csv --pictures /dev/null/x", "rank a --on synthetic:1 --scores r --pictures /dev/null/x",
      "rank a --on synthetic:1 --scores r q", "rank a --on synthetic:1 --table t.csv", "export m.safetensors -o x.xml",
      "export m.safetensors -o c.md --card d.md", "inspect nowhere --all --json",
      "rank a --on synthetic:1 --part tset", "evaluate m.safetensors synthetic:1 --part al",
      "transfer m.safetensors ptbxl:/x",
      "cohort mitdb:", "cohort mitdb,task=foo:/", "cohort /",
      "cohort cinc2017:/nowhere", "convert a.csv b --gain 1e300", "predict m.safetensors a --rate 1e-17",
    ]
    #expect(GoldenFile("mistakes.txt").difference(from: lines.map(said).joined(separator: "\n")) == nil)
  }
}
