/// One of the databases that the challenges of 2020 and 2021 put together; a record's name tells which it is of.
public enum ChallengePart: String, Sendable, CaseIterable {
  case cpsc2018
  case cpsc2018Extra = "cpsc2018-extra"
  case incart
  case ptb = "challenge-ptb"
  case ptbXL = "challenge-ptb-xl"
  case georgia
  case chapmanShaoxing = "chapman-shaoxing"
  case ningbo

  /// The parts of the challenge of 2020; the two of 2021 came later.
  public static let of2020: [ChallengePart] = [.cpsc2018, .cpsc2018Extra, .incart, .ptb, .ptbXL, .georgia]

  /// Returns the part of a record's name: letters, which say the part, and a number.
  public init?(record: String) {
    let letters = record.prefix { $0.isASCII && $0.isLetter }
    guard let number = Int(record.dropFirst(letters.count)), number >= 0 else { return nil }
    switch letters {
    case "A": self = .cpsc2018
    case "Q": self = .cpsc2018Extra
    case "I": self = .incart
    case "S": self = .ptb
    case "HR": self = .ptbXL
    case "E": self = .georgia
    // Chapman's records were numbered first, Ningbo's after them.
    case "JS": self = number <= 10_646 ? .chapmanShaoxing : .ningbo
    default: return nil
    }
  }

  /// The number of records that were published.
  public var published: Int {
    switch self {
    case .cpsc2018: 6877
    case .cpsc2018Extra: 3453
    case .incart: 74
    case .ptb: 516
    case .ptbXL: 21837
    case .georgia: 10344
    case .chapmanShaoxing: 10247
    case .ningbo: 34905
    }
  }
}
