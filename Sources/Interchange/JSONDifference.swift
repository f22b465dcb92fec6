/// The first place at which two values differ when both are written as JSON, by the names of the fields that lead there.
package struct JSONDifference: Sendable, Equatable {
  /// The fields, such as `plan.schedule.cosine.least`.
  package let path: String
  /// What stands there in either; nothing where the field is missing.
  package let first: String?
  package let second: String?

  /// Compares two values; nothing when they are written alike.
  package init?(_ first: some Encodable, _ second: some Encodable) throws(FileError) {
    func tree(_ value: some Encodable) throws(FileError) -> Tree {
      try JSONFile.parse(Tree.self, JSONFile.bytes(of: value, file: "value", pretty: false), file: "value")
    }
    guard let found = try Tree.difference(tree(first), tree(second), at: "") else { return nil }
    self = found
  }

  private init(path: String, first: String?, second: String?) {
    self.path = path
    self.first = first
    self.second = second
  }
}

extension JSONDifference {
  /// JSON as it was written.
  private indirect enum Tree: Decodable, Equatable {
    case object([String: Tree])
    case array([Tree])
    case plain(String)

    private struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      if let fields = try? decoder.container(keyedBy: Key.self) {
        let pairs = try fields.allKeys.map { ($0.stringValue, try fields.decode(Tree.self, forKey: $0)) }
        self = .object(Dictionary(uniqueKeysWithValues: pairs))
      } else if var elements = try? decoder.unkeyedContainer() {
        var values: [Tree] = []
        while !elements.isAtEnd { values.append(try elements.decode(Tree.self)) }
        self = .array(values)
      } else {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
          self = .plain("nothing")
        } else if let truth = try? value.decode(Bool.self) {
          self = .plain("\(truth)")
        } else if let number = try? value.decode(UInt64.self) {
          // A seed has more digits than a Double.
          self = .plain("\(number)")
        } else if let number = try? value.decode(Double.self) {
          self = .plain("\(number)")
        } else {
          self = .plain(try value.decode(String.self))
        }
      }
    }

    private var text: String {
      switch self {
      case .object(let fields): fields.count == 1 ? fields.keys.joined() : "\(fields.count) fields"
      case .array(let values): "[" + values.map(\.text).joined(separator: ", ") + "]"
      case .plain(let text): text
      }
    }

    static func difference(_ a: Tree?, _ b: Tree?, at path: String) -> JSONDifference? {
      if a == b { return nil }
      if case .object(let left) = a, case .object(let right) = b {
        // A choice between several things is a field of its own name: that another was chosen says more than what it holds.
        let isChoice = left.count == 1 && right.count == 1 && left.keys != right.keys
        if !isChoice {
          return Set(left.keys).union(right.keys).sorted().lazy.compactMap { key in
            difference(left[key], right[key], at: path.isEmpty ? key : "\(path).\(key)")
          }.first
        }
      }
      return JSONDifference(path: path, first: a?.text, second: b?.text)
    }
  }
}
