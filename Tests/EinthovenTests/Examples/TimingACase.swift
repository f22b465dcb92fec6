import Compute
import Speed

func timingACase() {
  let peak = PeakRate.measure(threads: 1)
  let what = SpeedCase(network: "A", mode: .infer, batch: 1, threads: 1, seconds: 0.01)
  let row = SpeedRow(timing: what, peak: peak)
  print("\(row.ms) ms a prediction, \(row.percentOfPeak) % of what this machine can")
}
