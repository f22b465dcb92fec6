import Charts
import Interchange
import Learning
import Waveforms

/// A similarity audit as pictures: each an SVG with its numbers beside it.
public struct SimilarityPictures {
  private let findings: SimilarityFindings
  private let threads: Int?

  /// Takes what an audit found.
  public init(_ findings: SimilarityFindings, threads: Int? = nil) {
    self.findings = findings
    self.threads = threads
  }

  /// Writes `reconstruction`, `densities`, `between-within` and `patients`, as SVG and CSV.
  public func write(to folder: String) throws(FileError) {
    try AtomicFile.makeFolder(folder)
    for (name, chart) in charts {
      try AtomicFile.write(Array(chart.svg.utf8), to: "\(folder)/\(name).svg")
      try AtomicFile.write(Array(chart.csv.utf8), to: "\(folder)/\(name).csv")
    }
  }

  package var charts: [(name: String, chart: any Chart)] {
    [
      ("reconstruction", reconstruction), ("densities", densities), ("between-within", betweenWithin),
      ("patients", patients),
    ]
  }

  /// A person's beat that is told again as well as half of its beats are, and as it is told.
  private var reconstruction: any Chart {
    let beats = findings.beats
    let person = beats.persons[pair.first]
    let size = Heartbeats.samples
    let own = Array(beats.values(of: person).prefix(301 * size))
    let told = findings.coder.retold(own, threads: threads)
    let count = own.count / size
    let errors = (0..<count).map { beat in
      (beat * size..<(beat + 1) * size).reduce(Float(0)) { $0 + (own[$1] - told[$1]) * (own[$1] - told[$1]) }
    }
    let order = errors.indices.sorted { (errors[$0], $0) < (errors[$1], $1) }
    let beat = order[count / 2]
    let time = (0..<size).map { 1000 * Double($0 - Heartbeats.before) / Double(size) }
    func series(_ name: String, _ values: [Float], _ look: LineChart.Series.Look) -> LineChart.Series {
      .init(name, x: time, y: values[(beat * size)..<((beat + 1) * size)].map(Double.init), look: look)
    }
    return LineChart(
      title: "A beat of \(person.name), and what \(findings.report.plan.code) numbers keep of it",
      summary: "Lead \(beats.lead); of \(count) beats one that is told again as well as half of them.",
      x: Axis("ms from the mark"), y: Axis("standard deviations"),
      series: [series("beat", own, .line), series("told again", told, .dashed)])
  }

  /// Densities of one number of the code: the halves of two persons.
  private var densities: any Chart {
    let (one, other) = pair
    let dimension = tellingDimension
    let width = findings.report.plan.code
    let groups = [one, other].flatMap { person -> [(name: String, values: [Double])] in
      let own = findings.codes[person]
      let values = stride(from: dimension, to: own.count, by: width).map { Double(own[$0]) }
      let name = findings.beats.persons[person].name
      return [
        ("\(name), first half", Array(values[..<(values.count / 2)])),
        ("\(name), second half", Array(values[(values.count / 2)...])),
      ]
    }
    var chart = LineChart.densities(
      title: "Within and between: number \(dimension + 1) of the code",
      summary: "The halves of each of two patients of one diagnosis (\(findings.beats.persons[one].diagnosis)).",
      axis: Axis("number \(dimension + 1) of the code"), groups: groups)
    for index in chart.series.indices where index % 2 == 1 { chart.series[index].look = .dashed }
    for index in chart.series.indices { chart.series[index].colour = index / 2 }
    return chart
  }

  /// Each row of the table, within beside between.
  private var betweenWithin: any Chart {
    let table = findings.report.table
    let rows = (table.rows + [table.sameDiagnosis, table.anyDiagnosis]).flatMap { row in
      let own = row.jensenShannon
      return [
        IntervalChart.Row(
          "\(row.name) (\(row.patients)): between", own.betweenHalves.value, own.betweenHalves.interval, group: 1),
        IntervalChart.Row("within", own.within.value, own.within.interval, group: 0),
      ]
    }
    return IntervalChart(
      title: "Two patients, and the two halves of one",
      summary: "Jensen–Shannon divergence of halves, mean over \(findings.report.plan.code) numbers of the code.",
      axis: Axis("Jensen–Shannon divergence, bits", includesZero: true), rows: rows, places: 2)
  }

  /// Patients by where their mean codes lie, each one's halves joined.
  private var patients: any Chart {
    let width = findings.report.plan.code
    let halves = findings.codes.flatMap { own -> [[Double]] in
      let beats = own.count / width
      return [0..<(beats / 2), (beats / 2)..<beats].map { half in
        (0..<width).map { column in
          half.reduce(0) { $0 + Double(own[$1 * width + column]) } / Double(half.count)
        }
      }
    }
    let map = CodeMap(halves)
    let diagnoses = findings.report.table.rows.map(\.name)
    let items = findings.beats.persons.enumerated().flatMap { index, person in
      [0, 1].map { half in
        let place = map.places[2 * index + half]
        return ScatterChart.Item(
          half == 0 ? person.name : "", x: place.x, y: place.y,
          group: diagnoses.firstIndex(of: person.diagnosis) ?? diagnoses.count)
      }
    }
    let others = findings.beats.persons.contains { !diagnoses.contains($0.diagnosis) }
    var chart = ScatterChart(
      title: "A map of patients",
      summary:
        "Mean codes of each patient's first half (named) and second half, joined, along the two directions of the greatest "
        + "spread: \(fixed(100 * map.shares.0, 0)) % and \(fixed(100 * map.shares.1, 0)) % of the variance.",
      x: Axis("first direction, \(fixed(100 * map.shares.0, 0)) %"),
      y: Axis("second direction, \(fixed(100 * map.shares.1, 0)) %"), items: items,
      groups: diagnoses + (others ? ["others"] : []), showsFit: false)
    chart.links = findings.beats.persons.indices.map { (2 * $0, 2 * $0 + 1) }
    return chart
  }

  /// Two persons of the commonest diagnosis, as different as half of all such pairs are.
  private var pair: (first: Int, second: Int) {
    let persons = findings.beats.persons
    let name = findings.report.table.rows.first?.name
    let members = persons.indices.filter { name == nil || persons[$0].diagnosis == name }
    let pairs = members.enumerated().flatMap { place, a in members[(place + 1)...].map { (a, $0) } }
    let sorted = pairs.sorted {
      (findings.matrix.betweenHalves[$0.0][$0.1].jensenShannon, $0.0, $0.1)
        < (findings.matrix.betweenHalves[$1.0][$1.1].jensenShannon, $1.0, $1.1)
    }
    return sorted.isEmpty ? (0, 0) : sorted[sorted.count / 2]
  }

  /// The number of the code in which that pair differs as much as in half of all numbers.
  private var tellingDimension: Int {
    let width = findings.report.plan.code
    let (one, other) = pair
    let differences = (0..<width).map { dimension -> Double in
      let both = [one, other].map { person in
        stride(from: dimension, to: findings.codes[person].count, by: width).map {
          Double(findings.codes[person][$0])
        }.sorted()
      }
      let grid = DensityGrid(over: both.flatMap(\.self))
      let densities = both.map { GridDensity(of: $0, on: grid, findings.report.table.estimate) }
      return Divergence(densities[0], densities[1]).jensenShannon
    }
    let order = differences.indices.sorted { (differences[$0], $0) < (differences[$1], $1) }
    return order[width / 2]
  }
}
