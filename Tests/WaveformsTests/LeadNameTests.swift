import Testing
import Waveforms

@Suite struct LeadNameTests {
  @Test(arguments: [
    ("MLII", "II"), ("i", "I"), ("AVR", "aVR"), ("avf", "aVF"), ("ecg", "ECG"), ("v10", "v10"), ("V1", "V1"),
    ("v3r", "V3R"), ("DII", "II"),
    ("ECG II", "II"), ("EKG V2", "V2"), ("Lead aVL", "aVL"), ("vx", "Vx"), ("ABP", "ABP"), ("", ""),
  ])
  func knowsTheSpellings(name: String, canonical: String) {
    #expect(LeadName.canonical(name) == canonical)
  }

  @Test func findsLeadsUnderAnyAlias() throws {
    let reader = try Fixtures.open(
      "r 2 250 1\nr.dat 16 1 12 0 0 0 0 MLII\nr.dat 16 1 12 0 0 0 0 AVR\n", ["r.dat": Fixtures.bytes16([3, 4])])
    let recording = try reader.read()
    #expect(recording.leads.map(\.name) == ["II", "aVR"])
    #expect(recording[lead: "ii"]?.samples == [3])
    #expect(try reader.read(leads: ["avr", "MLII"]).leads.map(\.name) == ["aVR", "II"])
    let error = #expect(throws: WaveformError.self) { try reader.read(leads: ["V1"]) }
    #expect(error?.expected == "V1")
    #expect(error?.found == "MLII AVR")
  }

  @Test func keepsNamesApartThatMeanTheSame() throws {
    let reader = try Fixtures.open(
      "r 2 250 1\nr.dat 16 1 12 0 0 0 0 II\nr.dat 16 1 12 0 0 0 0 MLII\n", ["r.dat": Fixtures.bytes16([3, 4])])
    #expect(try reader.read().leads.map(\.name) == ["II", "MLII"])
    #expect(try reader.read(leads: ["MLII"]).leads.map(\.samples) == [[4]])
  }
}
