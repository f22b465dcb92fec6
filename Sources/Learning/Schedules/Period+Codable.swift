extension Schedule.Period: Codable {
  private enum Key: String, CodingKey { case steps, epochs }

  /// Reads `{"steps": 10000}` or `{"epochs": 5}`.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    if let count = try fields.decodeIfPresent(Int.self, forKey: .steps) {
      self = .steps(count)
    } else {
      self = .epochs(try fields.decode(Double.self, forKey: .epochs))
    }
  }

  /// Writes what the initialiser reads.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    switch self {
    case .steps(let count): try fields.encode(count, forKey: .steps)
    case .epochs(let count): try fields.encode(count, forKey: .epochs)
    }
  }
}
