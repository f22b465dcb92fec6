import Testing
@testable import Compute
@Suite struct SmokeTests {
  @Test func linearLearns() {
    let graph = Graph()
    let x = graph.input("x", [20, 3]); let y = graph.input("y", [])
    let w = graph.parameter("w", [4, 3, 5]); let b = graph.parameter("b", [4])
    let hw = graph.parameter("hw", [2, 4])
    let logits = x.convolved(with: w, bias: b, padding: .same).relu().maxPooled(window: 5, stride: 2).meanOverTime().linear(hw)
    let loss = logits.crossEntropy(y)
    let program = Program.training(loss: loss, outputs: [("logits", logits)])
    let p = Parameters(for: graph)
    for name in ["w", "b", "hw"] { var t = p[name]; for i in t.elements.indices { t.elements[i] = Float((i * 7919) % 13 - 6) / 10 }; p[name] = t }
    let r = Runner(program, p, threads: 2)
    var data: [Float] = []; var labels: [Float] = []
    for e in 0..<10 { for i in 0..<60 { data.append(Float(((i + e * 17) * 31) % 11 - 5) / 5) }; labels.append(Float(e % 2)) }
    r.setInput("x", data); r.setInput("y", labels)
    let o = Optimizer(.adam(), rate: 0.01, for: p)
    var first: Float = 0
    for s in 0..<200 { r.run(10); if s == 0 { first = r.loss }; o.step(r) }
    print(first, r.loss)
    #expect(r.loss < first / 2)
  }
}
