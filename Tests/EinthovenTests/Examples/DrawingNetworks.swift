import Compute
import Networks

func drawingNetworks(beats: [Float], labels: [Float]) {
  let network = Architecture(Beat(outputs: 5))
  let graph = Graph()
  let logits = network.logits(network.signal(in: graph), .training)  // of (time, lead) beats
  let label = graph.input("label", [])  // a class index
  let program = Program.training(loss: logits.crossEntropy(label), outputs: [("logits", logits)])

  let parameters = network.parameters(seed: 1)
  let runner = Runner(program, parameters)
  let adam = Optimizer(.adam(), rate: 1e-3, for: parameters)

  runner.setInput("signal", beats)  // 32 × 187 numbers
  runner.setInput("label", labels)  // 32 numbers
  for _ in 0..<60 {
    runner.run(32)
    adam.step(runner)
  }
  print(runner.loss, runner.output("logits").count)
  print(program)  // every operation, its FLOPs, and where it lies in memory
}
