import Cohorts
import Waveforms

func partingACohort() throws {
  let cohort = try Cohort.load("synthetic,patients=40,visits=2,seconds=5:1")
  let split = Split.fractions(
    of: cohort, [(name: "train", share: 0.6), (name: "validation", share: 0.2), (name: "test", share: 0.2)], seed: 1)
  print(split.parts.map { "\($0.name) \($0.examples.count)" }, "patients in two parts:", split.crossingPatients)

  let recipe = Recipe([
    .leads(names: ["II", "V1"], absent: .refuse), .resample(rate: 100), .window(window: Window(250, at: .start)),
    .normalize(normalization: .zScore(.lead)), .fill(value: 0),
  ])
  let windows = try recipe(cohort.examples[0].source.read())
  print(windows.count, "windows of", windows.times, "samples in", windows.leads)
}
