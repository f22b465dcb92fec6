import Compute
import Speed

func timingAStep() {
  let step = SpeedCase(network: "B", mode: .train, batch: 32, threads: 1, seconds: 0.05)
  let row = SpeedRow(timing: step, peak: PeakRate.measure(threads: step.threads))
  print("\(row.ms) ms a step, \(row.percentOfPeak) % of the peak")
}
