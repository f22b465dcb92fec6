import Testing

@testable import Learning

@Suite struct CheckpointNameTests {
  @Test func aRunIsCalledByItsFolder() {
    let names = [
      "runs/lead/model.safetensors": "lead", "/a/runs/lead/fold-2/best.safetensors": "lead/fold-2",
      "runs/lead/predictions.csv": "lead", "fold-1/model.safetensors": "fold-1", "mine/holter.safetensors": "holter",
      "model.safetensors": "model", "judged.csv": "judged.csv", "": "", "/": "/",
    ]
    for (path, name) in names { #expect(CheckpointName.short(path) == name, "\(path)") }
  }

  @Test func aFileThatSaysNothingIsCalledWithItsRun() {
    let names = [
      "runs/lead/model.safetensors": "lead/model.safetensors",
      "a/lead/fold-2/best.safetensors": "lead/fold-2/best.safetensors",
      "mine/holter.safetensors": "holter.safetensors", "model.safetensors": "model.safetensors",
      "./model.safetensors": "model.safetensors", "/model.safetensors": "model.safetensors",
    ]
    for (path, name) in names { #expect(CheckpointName.file(path) == name, "\(path)") }
  }
}
