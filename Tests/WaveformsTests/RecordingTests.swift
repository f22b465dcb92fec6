import Testing
import Waveforms

@Suite struct RecordingTests {
  @Test func keepsLeadsInOrder() {
    let recording = Recording(
      name: "a", rate: 250,
      leads: [.init(name: "II", samples: [0, 1]), .init(name: "V1", samples: [2, 3])])
    #expect(recording.leads.map(\.name) == ["II", "V1"])
  }
}
