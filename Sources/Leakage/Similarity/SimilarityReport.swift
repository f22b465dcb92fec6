import Interchange
import Learning

/// How alike the beats of one patient are, beside those of two.
public struct SimilarityReport: Sendable, Equatable, Codable {
  /// The share of the variance of beats that is told again.
  public struct Told: Sendable, Equatable, Codable {
    /// By the outer autoencoder alone.
    public var outer: Double
    /// With the inner one, before both were trained together.
    public var inner: Double
    /// By both together.
    public var both: Double
  }

  /// One patient, or one record where nobody knows the patient.
  public struct Person: Sendable, Equatable, Codable {
    /// The patient's identifier, or the record's name.
    public var name: String
    /// What most of the beats are.
    public var diagnosis: String
    /// Beats.
    public var beats: Int
    /// The first half of them against the second.
    public var within: Divergence
  }

  /// What was audited.
  public var subject: String
  /// The lead.
  public var lead: String
  /// Beats that were coded and compared.
  public var beats: Int
  /// Beats that the autoencoder learnt from.
  public var learntFrom: Int
  /// How it was trained.
  public var plan: CoderPlan
  /// How well it tells beats again.
  public var told: Told
  /// Who was compared.
  public var persons: [Person]
  /// Between and within patients.
  public var table: SimilarityTable
  /// The same with one choice changed at a time.
  public var sensitivity: [SimilarityTable]
  /// What was done to the data, a sentence each.
  public var notes: [String]

  /// What the table says.
  public enum Finding: String, Sendable, Codable {
    /// One patient's beats are more alike than those of two.
    case moreAlike
    /// Neither can be shown.
    case undecided
    /// One patient's beats differ more over time than those of two.
    case lessAlike
  }

  /// By which row it is concluded: patients of one diagnosis, or any two where no two have one in common.
  public var decisive: SimilarityTable.Row { table.rows.isEmpty ? table.anyDiagnosis : table.sameDiagnosis }

  /// What the table says, by the interval of the bounded measure.
  ///
  /// With too few patients for an interval nothing is decided.
  public var finding: Finding {
    let ratio = decisive.jensenShannon.ratio
    if ratio.low > 1 { return .moreAlike }
    return ratio.high < 1 ? .lessAlike : .undecided
  }

  /// The conclusion in plain sentences.
  public var words: String {
    let row = decisive
    let pair = table.rows.isEmpty ? "two patients" : "two patients of one diagnosis"
    let (bounded, other) = (row.jensenShannon.ratio, row.symmetrisedKL.ratio)
    let figure = "\(bounded.text(places: 1)) times by Jensen–Shannon, \(other.text(places: 1)) by symmetrised KL"
    switch finding {
    case .moreAlike:
      return
        "Beats of one patient resemble each other \(fixed(bounded.value, 1)) times more than beats of \(pair) "
        + "(\(figure)). A split that deals out beats puts on the test side what is nearly known already: it overstates."
    case .undecided:
      return
        "Whether beats of one patient resemble each other more than beats of \(pair) cannot be told from "
        + "\(counted(row.patients, "patient")) (\(figure)). That a split by beat does no harm is not shown by this."
    case .lessAlike:
      return
        "Beats of one patient differ more from its first half to its second than beats of \(pair) do (\(figure)). "
        + "By this, a split that deals out beats does not overstate."
    }
  }
}
