import Interchange
import Waveforms

/// How well beats are found in all annotated records of a folder, lead by lead and with all leads together.
public struct BeatSurvey: Sendable, Equatable, Codable {
  /// The figures of one lead, or of all together.
  public struct Line: Sendable, Equatable, Codable {
    /// `lead 1`, `lead 2`… or `together`.
    public var leads: String
    /// Whether stretches of ventricular flutter count, in which no beats are annotated.
    public var countsFlutter: Bool
    /// Annotated beats that were found.
    public var found: Int
    /// Annotated beats that were missed.
    public var missed: Int
    /// Detections where no beat is annotated.
    public var extra: Int
    /// The share of beats that was found; nothing when there are none.
    public var sensitivity: Double?
    /// The share of detections that are beats; nothing when there are none.
    public var predictivity: Double?
  }

  /// The records with annotated beats.
  public var records: Int
  /// The figures, added up over the records.
  public var lines: [Line]
  /// What could not be read, in words.
  public var refused: [String]

  /// Finds the beats of every record at a path that has annotated ones.
  public init(at path: String, annotator: String = "atr", threads: Int? = nil) throws(FileError) {
    let files = try RecordListing.records(at: path)
    let outcomes = Parallel.outcomes(files.count, threads: threads) { index throws(RecipeError) in
      try Self.evaluate(files[index], annotator)
    }
    refused = []
    var sums: [[BeatComparison]] = [[], []]
    var together = [BeatComparison(), BeatComparison()]
    records = 0
    for outcome in outcomes {
      switch outcome {
      case .failure(let error): refused.append(error.description)
      case .success(let evaluations):
        guard evaluations.count == 2 else { continue }
        records += 1
        for (kind, evaluation) in evaluations.enumerated() {
          together[kind] = together[kind] + evaluation.together
          for (lead, comparison) in evaluation.leads.enumerated() {
            if lead < sums[kind].count {
              sums[kind][lead] = sums[kind][lead] + comparison
            } else {
              sums[kind].append(comparison)
            }
          }
        }
      }
    }
    lines = []
    for kind in 0..<2 {
      let named = sums[kind].enumerated().map { ("lead \($0 + 1)", $1) } + [("together", together[kind])]
      lines += named.map { Self.line($0, $1, countsFlutter: kind == 0) }
    }
  }

  private static func line(_ leads: String, _ sum: BeatComparison, countsFlutter: Bool) -> Line {
    Line(
      leads: leads, countsFlutter: countsFlutter, found: sum.found, missed: sum.missed, extra: sum.extra,
      sensitivity: sum.sensitivity, predictivity: sum.predictivity)
  }

  /// Returns the comparison with and without flutter; nothing when no beat is annotated.
  private static func evaluate(_ file: String, _ annotator: String) throws(RecipeError) -> [BeatEvaluation] {
    let recording: Recording
    do throws(FileError) {
      recording = try RecordReader(file).read(annotator: annotator)
    } catch {
      throw .file(error)
    }
    guard recording.annotations.contains(where: { BeatEvaluation.beatSymbols.contains($0.symbol) }) else { return [] }
    do throws(SignalError) {
      return [
        try BeatEvaluation(of: recording), try BeatEvaluation(of: recording, excludingFlutter: true),
      ]
    } catch {
      throw .step(record: recording.name, step: "beats", message: error.description)
    }
  }

  /// The survey as one line of JSON.
  public var json: String {
    get throws(FileError) {
      String(decoding: try JSONFile.bytes(of: self, file: "survey", pretty: false), as: UTF8.self)
    }
  }

  /// The survey as text for people.
  public var text: String {
    func percent(_ share: Double?) -> String { share.map { "\(($0 * 100_000).rounded() / 1000) %" } ?? "–" }
    var result = ["\(counted(records, "record")) with annotated beats; a beat is found within 150 ms"]
    for line in lines {
      let flutter = line.countsFlutter ? "all" : "without flutter"
      result.append(
        "  \(line.leads), \(flutter): sensitivity \(percent(line.sensitivity)), positive predictivity "
          + "\(percent(line.predictivity)) (found \(line.found), missed \(line.missed), extra \(line.extra))")
    }
    return result.joined(separator: "\n")
  }
}
