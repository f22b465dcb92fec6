import CommandLineKit
import Interchange

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads `einthoven.json`: options by name, and objects of options by command.
enum SettingsFile {
  /// Returns a variable of the environment.
  @Sendable static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Variables of the environment that are not for one option: where databases are, and what tests and kernels look at.
  private static let others = ["DATA", "ISA", "TESTS", "GOLDENS", "PROBE"].map { "EINTHOVEN_" + $0 }

  /// Returns the names of variables of the environment that look like options'.
  @Sendable static func names() -> [String] {
    var names: [String] = []
    var place = environ
    while let entry = place.pointee {
      let name = String(cString: entry).prefix { $0 != "=" }
      if name.hasPrefix("EINTHOVEN_"), !others.contains(String(name)) { names.append(String(name)) }
      place += 1
    }
    return names
  }

  /// Returns the settings of a file, or nil if there is no such file.
  static func read(_ path: String) throws(FileError) -> Settings.File? {
    guard FileAccess.kind(path) == .file else { return nil }
    return try parse(try FileAccess.read(path), path: path)
  }

  /// Returns the settings that a file's bytes hold.
  static func parse(_ bytes: [UInt8], path: String) throws(FileError) -> Settings.File {
    let values: [String: Value]
    do {
      values = try JSONDecoder().decode([String: Value].self, from: Data(bytes))
    } catch {
      if let fault = JSONScanner.fault(in: bytes, file: path) { throw fault }
      throw FileError(
        file: path, expected: "a JSON object of options and of objects of options by command",
        message: "the settings cannot be read")
    }
    var file = Settings.File(path: path)
    for (name, value) in values {
      switch value {
      case .texts(let texts): file.common[name] = texts
      case .options(let options):
        for (option, value) in options {
          guard case .texts(let texts) = value else {
            throw FileError(
              file: path, field: "\(name).\(option)", expected: "a text, a number, true, false or a list of them",
              message: "a setting is of another kind")
          }
          file.commands[name, default: [:]][option] = texts
        }
      }
    }
    return file
  }

  /// A setting as the texts that would be typed for it.
  private indirect enum Value: Decodable {
    case texts([String])
    case options([String: Value])

    init(from decoder: any Decoder) throws {
      if let options = try? [String: Value](from: decoder) {
        self = .options(options)
      } else if let list = try? [Single](from: decoder) {
        self = .texts(list.map(\.text))
      } else {
        self = .texts([try Single(from: decoder).text])
      }
    }
  }

  private struct Single: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let value = try? container.decode(Bool.self) {
        text = "\(value)"
      } else if let value = try? container.decode(Int.self) {
        text = "\(value)"
      } else if let value = try? container.decode(UInt64.self) {
        text = "\(value)"
      } else if let value = try? container.decode(Double.self) {
        text = "\(value)"
      } else {
        text = try container.decode(String.self)
      }
    }
  }
}
