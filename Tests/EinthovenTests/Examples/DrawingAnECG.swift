import Charts
import Foundation
import Waveforms

func drawingAnECG() throws {
  let record = Synthesizer(seed: 1).record(of: 3)
  let recording = record.recording
  let paper = ECGChart(
    title: "A made patient", rate: recording.rate,
    leads: recording.leads.map { ECGChart.Lead($0.name, $0.samples) },
    marks: record.beats.map { ECGChart.Mark(Double($0.sample) / recording.rate, String($0.symbol)) })
  try paper.svg.write(toFile: "ecg.svg", atomically: true, encoding: .utf8)

  let loss = LineChart(
    title: "Loss", x: Axis("epoch", isWhole: true), y: Axis("loss", includesZero: true),
    series: [
      .init("training", x: [1, 2, 3], y: [0.71, 0.42, 0.3]),
      .init("validation", x: [1, 2, 3], y: [0.75, 0.5, 0.47], look: .dashed),
    ])
  try Data(loss.pdf).write(to: URL(filePath: "loss.pdf"))
  print(loss.csv)  // series, epoch, loss
}
