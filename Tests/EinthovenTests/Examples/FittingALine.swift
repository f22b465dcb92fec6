import Compute

func fittingALine() {
  let graph = Graph()
  let x = graph.input("x", [1])
  let y = graph.input("y", [1])
  let line = x.linear(graph.parameter("weight", [1, 1]), bias: graph.parameter("bias", [1]))
  let program = Program.training(loss: line.meanSquareError(y), outputs: [("line", line)])

  let parameters = Parameters(for: graph)
  let runner = Runner(program, parameters)
  let descent = Optimizer(.sgd(), rate: 0.1, for: parameters)
  runner.setInput("x", [0, 1, 2, 3])
  runner.setInput("y", [1, 3, 5, 7])
  for _ in 0..<200 {
    runner.run(4)
    descent.step(runner)
  }
  print(parameters["weight"].elements[0], parameters["bias"].elements[0])  // near 2 and 1
}
