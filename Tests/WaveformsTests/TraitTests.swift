import Testing
import Waveforms

/// What is built in only with a package trait: `swift test --traits FLAC,HDF5` tests the reading, `swift test` the refusal.
@Suite struct TraitTests {
  private func path(_ name: String) -> String { Fixtures.folder.dropLast("Fixtures".count) + "TraitFixtures/\(name)" }

  #if FLAC
    @Test(arguments: [508, 516, 524])
    func readsFLACSignals(format: Int) throws {
      let reader = try RecordReader(path("f\(format)"), options: .init(isStrict: true))
      let signals = try Fixtures.integers(reader)
      for c in 0..<2 { #expect(signals[c] == (0..<50).map { Fixtures.value($0, c) }) }
      let part = try Fixtures.integers(reader, frames: 7..<20)
      for c in 0..<2 { #expect(part[c] == (14..<40).map { Fixtures.value($0, c) }) }
      let mean = (Double(Fixtures.value(0, 1)) + Double(Fixtures.value(1, 1))) / 2
      #expect(try reader.read().leads[1].samples[0] == Float((mean - 5) / 100))
    }
  #else
    @Test func namesTheTraitOfFLAC() {
      let error = #expect(throws: WaveformError.self) { try RecordReader(path("f516")) }
      #expect(error?.expected == "a build with the package trait FLAC")
    }
  #endif

  #if HDF5
    @Test func readsRecordingsOfAnHDF5File() throws {
      let reader = try RecordReader(path("exams.hdf5#2"), options: .init(rate: 400))
      #expect(reader.description.name == "exams#2")
      #expect(reader.description.channels.map(\.lead) == LeadName.standard12)
      let recording = try reader.read(samples: 5..<9, leads: ["V2", "I"])
      #expect(recording.leads[0].samples == (5..<9).map { Float(Fixtures.value($0, 7) + 2) })
      #expect(recording.leads[1].samples == (5..<9).map { Float(Fixtures.value($0, 0) + 2) })
      #expect(try RecordReader(path("exams.hdf5")).description.remarks.count == 1)
      #expect(throws: WaveformError.self) { try RecordReader(path("exams.hdf5#3")) }
    }
  #else
    @Test func namesTheTraitOfHDF5() {
      let error = #expect(throws: WaveformError.self) { try RecordReader(path("exams.hdf5#2")) }
      #expect(error?.expected == "a build with the package trait HDF5")
    }
  #endif
}
