/// A mark at one sample: a beat, a change of rhythm, a note.
public struct Annotation: Sendable, Equatable {
  /// The sample that is marked, counted from 0.
  public var sample: Int
  /// The code, 1…49.
  public var code: UInt8
  /// The code's symbol, such as `N`; `[42]` for a code without one.
  public var symbol: String
  /// The subtype.
  public var subtype: Int8
  /// The signal that is meant.
  public var channel: UInt8
  /// The annotator's own number.
  public var number: Int8
  /// The text, such as `(AFIB` of a rhythm change.
  public var text: String

  /// Creates an annotation from a code.
  public init(
    sample: Int, code: UInt8, symbol: String? = nil, subtype: Int8 = 0, channel: UInt8 = 0, number: Int8 = 0,
    text: String = ""
  ) {
    self.sample = sample
    self.code = code
    self.symbol = symbol ?? AnnotationCode.symbol(of: code)
    self.subtype = subtype
    self.channel = channel
    self.number = number
    self.text = text
  }

  /// Creates an annotation from a symbol, or nothing when no code has it.
  public init?(sample: Int, symbol: String, subtype: Int8 = 0, channel: UInt8 = 0, number: Int8 = 0, text: String = "")
  {
    guard let code = AnnotationCode.code(of: symbol) else { return nil }
    self.init(sample: sample, code: code, subtype: subtype, channel: channel, number: number, text: text)
  }
}

/// The standard annotation codes and their symbols.
public enum AnnotationCode {
  /// The code of a note.
  public static let note: UInt8 = 22
  /// The code of a rhythm change, whose text names the rhythm.
  public static let rhythm: UInt8 = 28
  /// The largest code.
  public static let last: UInt8 = 49

  /// Returns a code's symbol, or `[code]` for one that has none.
  public static func symbol(of code: UInt8) -> String {
    Int(code) < names.count ? names[Int(code)] : "[\(code)]"
  }

  /// Returns a symbol's code; `[42]` is the code 42.
  public static func code(of symbol: String) -> UInt8? {
    if let known = symbols.first(where: { $0.value == symbol })?.key { return known }
    guard symbol.hasPrefix("["), symbol.hasSuffix("]"), let code = UInt8(symbol.dropFirst().dropLast()) else {
      return nil
    }
    return (1...last).contains(code) ? code : nil
  }

  /// Every code's symbol by code, for a file has tens of thousands of them.
  private static let names: [String] = (0...last).map { symbols[$0] ?? "[\($0)]" }

  private static let symbols: [UInt8: String] = [
    1: "N", 2: "L", 3: "R", 4: "a", 5: "V", 6: "F", 7: "J", 8: "A", 9: "S", 10: "E", 11: "j", 12: "/", 13: "Q",
    14: "~", 16: "|", 18: "s", 19: "T", 20: "*", 21: "D", 22: "\"", 23: "=", 24: "p", 25: "B", 26: "^", 27: "t",
    28: "+", 29: "u", 30: "?", 31: "!", 32: "[", 33: "]", 34: "e", 35: "n", 36: "@", 37: "x", 38: "f", 39: "(",
    40: ")", 41: "r",
  ]
}

/// An annotation file: its annotations and what it says about itself.
public struct AnnotationFile: Sendable, Equatable {
  /// A code that the file itself defines.
  public struct Definition: Sendable, Equatable {
    /// The code.
    public var code: UInt8
    /// The symbol.
    public var symbol: String
    /// What it means.
    public var meaning: String

    /// Creates a definition.
    public init(code: UInt8, symbol: String, meaning: String) {
      self.code = code
      self.symbol = symbol
      self.meaning = meaning
    }
  }

  /// The annotations, in the order of the file.
  public var annotations: [Annotation]
  /// Ticks a second of the sample numbers, if the file says.
  public var timeResolution: Double?
  /// The codes that the file defines.
  public var definitions: [Definition]
  /// What was odd but could be read.
  public var remarks: [WaveformError]

  /// Creates an annotation file.
  public init(
    annotations: [Annotation], timeResolution: Double? = nil, definitions: [Definition] = [],
    remarks: [WaveformError] = []
  ) {
    self.annotations = annotations
    self.timeResolution = timeResolution
    self.definitions = definitions
    self.remarks = remarks
  }

  /// How often each symbol occurs.
  public var counts: [String: Int] {
    var counts: [String: Int] = [:]
    for annotation in annotations { counts[annotation.symbol, default: 0] += 1 }
    return counts
  }
}
