import Waveforms

func countingBeats() throws {
  let record = Synthesizer(seed: 1).record(of: 3)
  let recording = try record.recording.resampled(to: 250).removing(.highpass(0.5))
  let beats = try BeatDetector()(recording)
  print("\(recording.leads.count) leads, \(recording.rate) Hz, \(beats.count) beats of \(record.beats.count)")
}
