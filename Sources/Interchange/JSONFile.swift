#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Values as JSON files: keys sorted, so that the same value makes the same bytes.
package enum JSONFile {
  package static func bytes(of value: some Encodable, file: String, pretty: Bool = true) throws(FileError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting =
      pretty ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted] : [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(value))
    } catch {
      throw FileError(file: file, message: "the value cannot be written as JSON")
    }
  }

  package static func write(_ value: some Encodable, to path: String) throws(FileError) {
    try AtomicFile.write(try bytes(of: value, file: path) + [10], to: path)
  }

  package static func read<Value: Decodable>(_ type: Value.Type, from path: String) throws(FileError) -> Value {
    try parse(type, FileAccess.read(path), file: path)
  }

  package static func parse<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8], file: String) throws(FileError)
    -> Value
  {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch let error as DecodingError {
      // Foundation says that it is no JSON, and not where.
      if case .dataCorrupted = error, let fault = JSONScanner.fault(in: bytes, file: file) { throw fault }
      throw explained(error, file: file)
    } catch {
      throw FileError(file: file, expected: "JSON", message: "the file is not valid")
    }
  }

  private static func explained(_ error: DecodingError, file: String) -> FileError {
    func field(_ context: DecodingError.Context) -> String? {
      let path = context.codingPath.map { $0.intValue.map { "\($0)" } ?? $0.stringValue }
      return path.isEmpty ? nil : path.joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context):
      return FileError(
        file: file, field: field(context), expected: "a field \(key.stringValue)", message: "a field is missing")
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      return FileError(
        file: file, field: field(context), expected: "\(type)", message: "a field is of another kind")
    case .dataCorrupted(let context):
      return FileError(file: file, field: field(context), message: context.debugDescription)
    @unknown default:
      return FileError(file: file, expected: "JSON", message: "the file is not valid")
    }
  }
}
