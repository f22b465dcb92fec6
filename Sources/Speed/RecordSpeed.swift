import Cohorts
import Interchange
import Learning
import Networks
import Waveforms

/// How long a record takes: to read, and to be answered by the network *lead*.
public struct RecordSpeed: Codable, Sendable {
  /// Milliseconds to read twelve leads of ten seconds at 500 Hz, in WFDB's format 16.
  public let readMs: Double
  /// Milliseconds to read a checkpoint and a record of one lead and 30 seconds at 300 Hz, and to answer it.
  public let firstAnswerMs: Double
  /// Milliseconds to read and answer each further such record.
  public let nextAnswerMs: Double
  /// Milliseconds of the whole program, from its start to its end, for one such record.
  public let commandMs: Double?

  /// How many things are timed.
  static let things = 4

  /// Times them on files that are made for it, on one thread.
  init(seconds: Double, program: String?) throws(FileError) {
    let place = try ScratchFolder()
    defer { withExtendedLifetime(place) {} }
    func write(_ name: String, rate: Double, leads: [String]?, seconds: Double) throws(FileError) -> String {
      let made = Synthesizer(seed: 1, seconds: seconds).record(
        of: SyntheticPatient(seed: 1, number: 1, findings: [.normal]), at: SyntheticHospital(rate: rate))
      var recording = made.recording
      recording.name = name
      if let leads { recording.leads = leads.compactMap { recording[lead: $0] } }
      try WFDBWriter.write(recording, to: place.path)
      return "\(place.path)/\(name)"
    }
    let twelve = try write("twelve", rate: 500, leads: nil, seconds: 10)
    let one = try write("one", rate: 300, leads: ["II"], seconds: 30)
    let checkpoint = "\(place.path)/lead.safetensors"
    try RecordSpeed.network().write(to: checkpoint)
    do {
      readMs = try 1000 * Stopwatch.median(seconds: seconds) { _ = try RecordReader(twelve).read() }
      firstAnswerMs =
        try 1000
        * Stopwatch.median(seconds: seconds) {
          _ = try Model(reading: checkpoint, threads: 1).answer(RecordReader(one).read())
        }
      let model = try Model(reading: checkpoint, threads: 1)
      nextAnswerMs = try 1000 * Stopwatch.median(seconds: seconds) { _ = try model.answer(RecordReader(one).read()) }
      commandMs = try program.map { program in
        try 1000
          * Stopwatch.median(seconds: seconds) {
            guard ChildProcess.run(program, ["predict", checkpoint, one]) == 0 else {
              throw FileError(file: program, message: "did not answer a record")
            }
          }
      }
    } catch let error as FileError {
      throw error
    } catch {
      throw FileError(file: place.path, message: "\(error)")
    }
  }

  /// The network *lead* that has learnt nothing: its time does not hang on its weights.
  private static func network() -> Checkpoint {
    let network = Architecture(Lead())
    let recipe = Recipe.preset("lead", leads: ["II"], rate: 300) ?? Recipe([])
    let card = Card(
      architecture: network, task: .oneLabel, vocabulary: Vocabulary.cinc2017.restricted(to: ["N", "A", "O"]),
      shape: WindowShape(times: 1000, leads: ["II"], rate: 150), recipe: recipe, aggregation: WindowAggregation())
    return Checkpoint(card: card, parameters: network.parameters(seed: 1))
  }
}
