import Compute

/// A network as a table: what each layer makes, how much it learns, costs and sees.
public struct ArchitectureSummary: Sendable, Hashable, Codable {
  /// A layer, or an operation that changes a value's shape; what follows without doing so is counted with it.
  public struct Row: Sendable, Hashable, Codable {
    /// The stage that it belongs to.
    public var stage: String
    /// The layer's name; `leads.*` stands for all leads' copies together.
    public var layer: String
    /// The shape of one example of what it makes: (time, channels), or a row of numbers.
    public var shape: [Int]
    /// Weights that learn.
    public var parameters: Int
    /// Floating-point operations of a prediction of one example.
    public var work: Int
    /// Samples of a recording that one step of the output sees; nil for all of them.
    public var receptiveField: Int?
  }

  /// What descriptions call the network.
  public var kind: String
  /// The layers, in order.
  public var layers: [Row]
  /// Weights that learn, in all.
  public var parameters: Int { layers.reduce(0) { $0 + $1.parameters } }
  /// Floating-point operations of a prediction of one example, in all.
  public var work: Int { layers.reduce(0) { $0 + $1.work } }

  /// The stages: each with what its layers have together, and what the last of them makes.
  public var stages: [Row] {
    var rows: [Row] = []
    for layer in layers {
      var row = layer
      row.layer = layer.stage
      if let last = rows.last, last.stage == layer.stage {
        row.parameters += last.parameters
        row.work += last.work
        rows.removeLast()
      }
      rows.append(row)
    }
    return rows
  }
}

extension Architecture {
  /// The network as a table.
  public var summary: ArchitectureSummary {
    var survey = Survey()
    var value = signal(in: Graph())
    survey.begin(at: value)
    for stage in stages {
      value = stage(value, .prediction)
      survey.add(stage.name, of: value.graph)
    }
    return ArchitectureSummary(kind: kind, layers: survey.rows)
  }
}

extension ArchitectureSummary: CustomStringConvertible {
  /// The layers as a text table, with a line for the whole.
  public var description: String { table(layers) }

  /// The stages as a text table, with a line for the whole.
  public var stageTable: String { table(stages) }

  private func table(_ rows: [Row]) -> String {
    let lines = rows.map { row in
      [
        row.layer, Shape(row.shape).description, grouped(row.parameters), grouped(row.work),
        row.receptiveField.map(grouped) ?? "all",
      ]
    }
    let header = ["layer", "makes", "parameters", "FLOPs", "sees"]
    return aligned([header] + lines + [["\(kind), in all", "", grouped(parameters), grouped(work)]], right: [2, 3, 4])
  }
}
