@testable import Charts

/// One chart of each kind, with values such as they have in life, and with hostile ones.
enum Gallery {
  /// Numbers that look random and are the same every time.
  static func noise(_ count: Int, seed: UInt64 = 1) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / Double(UInt64(1) << 31)
    }
  }

  static let classes = ["NORM", "MI", "STTC", "CD", "HYP"]

  static var charts: [(name: String, chart: any Chart)] {
    [
      ("training", training), ("rates", rates), ("ranking", ranking), ("forest", forest), ("confusion", confusion),
      ("calibration", calibration), ("roc", roc), ("recall", recall), ("densities", densities),
      ("listening", listening), ("histogram", histogram), ("ecg", ecg), ("ecg-stacked", stacked),
    ]
  }

  static var training: LineChart {
    let epochs = (1...40).map(Double.init), jitter = noise(80)
    func curve(_ top: Double, _ depth: Double, _ pace: Double) -> [Double] {
      epochs.map { epoch -> Double in top - depth / (1 + epoch / pace) }
    }
    func shaken(_ values: [Double], _ from: Int) -> [Double] {
      values.enumerated().map { index, value -> Double in value + 0.02 * jitter[from + index] }
    }
    return LineChart(
      title: "Training and validation", summary: "The loss falls; the score levels off at epoch 26.", x: Axis("epoch"),
      y: Axis("macro F1", range: 0...1),
      series: [
        .init("training", x: epochs, y: shaken(curve(0.95, 0.7, 4), 0)),
        .init(
          "validation, patients apart", x: epochs, y: shaken(curve(0.84, 0.6, 4), 40), low: curve(0.78, 0.6, 4),
          high: curve(0.92, 0.6, 4)),
        .init("from scratch", x: epochs, y: curve(0.6, 0.5, 9), look: .dashed),
      ], marks: [(26, "best")])
  }

  static var rates: LineChart {
    let steps = (0...200).map { Double($0) * 10 }
    return LineChart(
      title: "Learning rate", x: Axis("step"), y: Axis("rate", isLogarithmic: true),
      series: [.init("rate", x: steps, y: steps.map { 1e-2 * Logarithm.exponential(-$0 / 250) })])
  }

  static var ranking: ScatterChart {
    let names = ["Georgia", "Ningbo", "PTB-XL", "CPSC", "Chapman", "INCART", "St. Petersburg", "synthetic"]
    let jitter = noise(16, seed: 5)
    return ScatterChart(
      title: "What the score said, and what came of it", x: Axis("MELEP"), y: Axis("F1 after fine-tuning"),
      items: names.enumerated().map { index, name in
        let x = 0.3 + 0.08 * Double(index) + 0.05 * jitter[index], y = 0.85 - 0.5 * x + 0.08 * jitter[index + 8]
        return .init(name, x: x, y: y, yInterval: y - 0.03...y + 0.03, group: index < 5 ? 0 : 1)
      }, groups: ["measured", "made"])
  }

  static var forest: IntervalChart {
    IntervalChart(
      title: "Area under the ROC curve", axis: Axis("AUROC"),
      rows: [
        .init("macro", 0.912, 0.901...0.922), .init("NORM", 0.953, 0.944...0.961, group: 1),
        .init("MI", 0.921, 0.905...0.936, group: 1), .init("STTC", 0.934, 0.92...0.945, group: 1),
        .init("CD", 0.902, 0.881...0.92, group: 1), .init("HYP", 0.851, 0.812...0.886, group: 1),
        .init("a class with a name that is far too long for its column", 0.7, 0.5...0.9, group: 1),
      ], reference: 0.5)
  }

  static var confusion: HeatMap {
    .confusion(
      title: "Confusion", labels: classes,
      counts: [
        [912, 20, 15, 12, 4], [34, 401, 51, 20, 9], [40, 33, 388, 21, 18], [29, 18, 13, 377, 7], [12, 15, 31, 9, 140],
      ])
  }

  static var calibration: CalibrationChart {
    CalibrationChart(
      title: "Calibration",
      series: [
        (
          "before",
          (0..<10).map { bin in
            let p = (Double(bin) + 0.5) / 10, o = min(1, max(0, p + 0.35 * p * (1 - p) * (p - 0.8)))
            return .init(
              predicted: p, observed: o, count: [400, 180, 90, 60, 50, 45, 50, 70, 130, 300][bin],
              interval: max(0, o - 0.05)...min(1, o + 0.05))
          }
        ),
        (
          "after temperature",
          (0..<10).map { bin in
            let p = (Double(bin) + 0.5) / 10
            return .init(predicted: p, observed: p, count: [300, 170, 110, 90, 80, 70, 80, 90, 120, 200][bin])
          }
        ),
      ])
  }

  static var roc: LineChart {
    let x = (0...100).map { Double($0) / 100 }
    return .receiverOperating(
      title: "ROC",
      series: classes.enumerated().map { index, name in
        .init("\(name) (0.9\(index))", x: x, y: x.map { 1 - Logarithm.exponential(-$0 * Double(20 - 3 * index)) })
      })
  }

  static var recall: LineChart {
    let x = (0...100).map { Double($0) / 100 }
    return .precisionRecall(
      title: "Precision and recall", series: [.init("MI", x: x, y: x.map { 1 - 0.7 * $0 * $0 * $0 })], prevalence: 0.2)
  }

  static var densities: LineChart {
    let draws = noise(1200, seed: 9)
    func patient(_ shift: Double, _ first: Int) -> [Double] {
      (0..<200).map { index -> Double in
        let sum: Double = (0..<3).reduce(0) { $0 + draws[(first + index * 3 + $1) % 1200] }
        return shift + sum / 3
      }
    }
    return .densities(
      title: "R amplitude of two patients", axis: Axis("mV"),
      groups: [("patient 100", patient(0.4, 0)), ("patient 203", patient(0.8, 600))])
  }

  static var listening: HeatMap {
    let leads = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
    var values = [[Double]](repeating: [Double](repeating: .nan, count: 12), count: 12)
    for (index, draw) in noise(144, seed: 3).enumerated() where index / 12 != index % 12 {
      values[index / 12][index % 12] = (draw - 0.4) * 2
    }
    return HeatMap(
      title: "Which lead listens to which", rowTitle: "listens", columnTitle: "is heard", rows: leads, columns: leads,
      values: values)
  }

  static var histogram: Histogram {
    let draws = noise(900, seed: 4)
    func values(_ shift: Double, _ from: Int) -> [Double] {
      (0..<150).map { index -> Double in
        let sum: Double = draws[from + 2 * index] + draws[from + 2 * index + 1]
        return shift + 25 * sum
      }
    }
    return Histogram(
      title: "Age", axis: Axis("years"), groups: [("training", values(35, 0)), ("test", values(45, 400))])
  }

  /// Something like a heartbeat, a second apart.
  static func beat(_ lead: Int, seconds: Double, rate: Double) -> [Float] {
    (0..<Int(seconds * rate)).map { index in
      let phase = (Double(index) / rate).truncatingRemainder(dividingBy: 0.9) - 0.3
      func wave(_ centre: Double, _ width: Double) -> Double {
        let distance = (phase - centre) / width
        return Logarithm.exponential(-distance * distance)
      }
      let size = 0.5 + 0.12 * Double(lead)
      let small: Double = 0.12 * wave(-0.16, 0.03) - 0.15 * wave(-0.03, 0.01)
      let large: Double = size * wave(0, 0.012) + 0.25 * wave(0.26, 0.05)
      return Float(small + large)
    }
  }

  static var ecg: ECGChart {
    let names = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
    let saliency = (0..<200).map { index -> Float in index % 18 < 3 ? 1 : index % 18 < 5 ? 0.4 : 0 }
    return ECGChart(
      title: "A made heart", rate: 500,
      leads: names.enumerated().map { .init($1, beat($0, seconds: 10, rate: 500), saliency: $0 == 9 ? saliency : []) },
      marks: (0..<11).map { .init(0.3 + 0.9 * Double($0), $0 == 4 ? "V" : "N") })
  }

  static var stacked: ECGChart {
    var first = beat(3, seconds: 14, rate: 360)
    for index in 1500..<1900 { first[index] = .nan }
    return ECGChart(
      title: "Two leads, with a gap", rate: 360,
      leads: [.init("MLII", first), .init("V5", beat(1, seconds: 14, rate: 360).map { -$0 })],
      marks: (0..<15).map { .init(0.3 + 0.9 * Double($0), "N") }, layout: .stacked, start: 60)
  }

  // MARK: - Hostile

  static let nasty = "<b>&amp;\"'\u{0}\u{7}\n]]>\u{FFFF} ₩"
  static let values: [[Double]] = [
    [], [.nan], [1], [0, 0, 0], [.infinity, -.infinity, .nan], [1e308, -1e308, 1e300],
    [.leastNonzeroMagnitude, 1e-300],
    [1, .nan, 2, .infinity, 3], [1e9, 1e9 + 1e-7], [-1, -1e-9, 0],
  ]

  static var hostile: [any Chart] {
    values.flatMap { values -> [any Chart] in
      let labels = values.map { _ in nasty }
      let floats = values.map { Float($0) }
      let intervals = values.map { $0.isFinite ? $0...max($0, 3) : nil }
      return [false, true].flatMap { isLogarithmic -> [any Chart] in
        let axis = Axis(nasty, isLogarithmic: isLogarithmic)
        return [
          LineChart(
            title: nasty, summary: nasty, x: axis, y: axis,
            series: [
              .init(nasty, x: values, y: values, low: values, high: values, look: .filled),
              .init(nasty, x: values, y: values, look: .dots),
            ],
            marks: values.map { ($0, nasty) }),
          ScatterChart(
            title: nasty, x: axis, y: axis,
            items: zip(values, intervals).map { .init(nasty, x: $0, y: $0, xInterval: $1, yInterval: $1, group: -3) }),
          IntervalChart(
            title: nasty, axis: axis, rows: zip(values, intervals).map { .init(nasty, $0, $1) }, reference: .nan),
          HeatMap(title: nasty, rows: [nasty], columns: labels, values: [values]),
          CalibrationChart(
            title: nasty,
            series: [(nasty, values.map { .init(predicted: $0, observed: $0, count: 0, interval: nil) })]),
          Histogram(title: nasty, axis: axis, groups: [(nasty, values), ("", [])]),
          LineChart.densities(title: nasty, axis: axis, groups: [(nasty, values)]),
          ECGChart(
            title: nasty, rate: 0.5, leads: [.init(nasty, floats, saliency: floats), .init("II", [])],
            marks: values.map { .init($0, nasty) }, layout: isLogarithmic ? .threeByFour : .stacked),
          ECGChart(title: "", rate: 1e9, leads: []),
        ]
      }
    }
  }
}
