import Interchange

/// All that an audit was asked for: overlap always, and where wanted how alike beats are and how much a split flatters.
public struct AuditReport: Sendable, Encodable {
  /// Patients and recordings on both sides; the verdict is its.
  public var overlap: OverlapReport
  /// How alike the beats of one patient are.
  public var similarity: SimilarityReport?
  /// How much a split by example flatters.
  public var gap: GapReport?

  /// Creates a report.
  public init(_ overlap: OverlapReport, similarity: SimilarityReport? = nil, gap: GapReport? = nil) {
    self.overlap = overlap
    self.similarity = similarity
    self.gap = gap
  }

  private enum Key: String, CodingKey { case similarity, gap }

  /// Writes the overlap's fields, and `similarity` and `gap` beside them.
  public func encode(to encoder: any Encoder) throws {
    try overlap.encode(to: encoder)
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encodeIfPresent(similarity, forKey: .similarity)
    try fields.encodeIfPresent(gap, forKey: .gap)
  }

  /// The report as one line of JSON.
  public var json: String {
    get throws(FileError) {
      String(decoding: try JSONFile.bytes(of: self, file: "report", pretty: false), as: UTF8.self)
    }
  }

  /// The report as a text, part after part.
  ///
  /// - Parameter limit: Pairs of overlap that are listed.
  public func text(limit: Int = 10) -> String {
    var parts = [overlap.text(limit: limit)]
    if let similarity { parts.append("How alike are the beats of one patient?\n" + similarity.text) }
    if let gap { parts.append("How much does a split by example flatter?\n" + gap.text) }
    return parts.joined(separator: "\n\n\n")
  }
}
