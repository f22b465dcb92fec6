import Interchange

extension Example {
  /// The example as one line of JSON: id, record, patient or null, labels, fold or null, flags.
  public var json: String {
    JSONText.object([
      ("id", .string(id)), ("record", .string(record)),
      ("patient", patient.identifier.map(JSONText.string) ?? .null), ("labels", .array(labels.map(JSONText.string))),
      ("fold", fold.map(JSONText.integer) ?? .null), ("flags", .array(flags.map(JSONText.string))),
    ]).line
  }
}
