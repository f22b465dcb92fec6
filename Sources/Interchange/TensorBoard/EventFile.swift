#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file of numbers over steps that TensorBoard draws, written event by event.
///
/// `length` is a place where the file can be cut to go on from there: a run that is resumed writes the same events behind
/// the same bytes. Each event is one write, so that a process that is killed leaves at most one torn event at the end.
public final class EventFile {
  /// The path.
  public let path: String
  /// How many bytes have been written.
  public private(set) var length: Int
  private let descriptor: Int32

  /// Returns the name of a file for a run: TensorBoard looks for `tfevents` in it.
  public static func name(_ run: String) -> String { "events.out.tfevents.\(run)" }

  /// Begins a file, replacing one that is there; `time` is in seconds since 1970.
  public init(creating path: String, time: Double) throws(FileError) {
    self.path = path
    length = 0
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw AtomicFile.unwritable(path) }
    try append(
      EventMessage.bytes(time: time, step: 0) { event in
        event.add(EventMessage.Field.version, string: "brain.Event:2")
      })
  }

  /// Opens a file to go on from a length that it had, dropping what was written after.
  public init(continuing path: String, at length: Int) throws(FileError) {
    let bytes = try FileAccess.read(path)
    guard EventFile.wholeLengths(in: bytes).contains(length) else {
      throw FileError(
        file: path, field: "length", found: "\(bytes.count) bytes", expected: "whole events up to byte \(length)",
        message: "the file does not have the events that the run wrote")
    }
    self.path = path
    self.length = length
    descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0, ftruncate(descriptor, off_t(length)) == 0 else { throw AtomicFile.unwritable(path) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Appends numbers of one step; `time` is in seconds since 1970.
  public func add(_ scalars: [(tag: String, value: Float)], step: Int, time: Double) throws(FileError) {
    try append(
      EventMessage.bytes(time: time, step: step) { event in
        event.add(EventMessage.Field.summary) { summary in
          for scalar in scalars {
            summary.add(EventMessage.Field.value) { value in
              value.add(EventMessage.Field.tag, string: scalar.tag)
              value.add(EventMessage.Field.number, fixed32: scalar.value)
            }
          }
        }
      })
  }

  /// Makes what was written durable: a length that a checkpoint names must be there after a power failure.
  public func synchronise() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw AtomicFile.unwritable(path) }
  }

  /// Returns the lengths at which the bytes are a number of whole events, from none on.
  static func wholeLengths(in bytes: [UInt8]) -> [Int] {
    var lengths = [0]
    var end = 0
    while let content = EventRecord.content(in: bytes, at: end) {
      end = content.upperBound + 4
      lengths.append(end)
    }
    return lengths
  }

  private func append(_ message: [UInt8]) throws(FileError) {
    let record = EventRecord.bytes(message)
    guard record.withUnsafeBytes({ AtomicFile.writeAll($0, to: descriptor) }) else {
      throw AtomicFile.unwritable(path)
    }
    length += record.count
  }
}

/// TensorFlow's `Event` message, as far as numbers over steps need it.
private enum EventMessage {
  /// Fields of `Event`, of its `Summary` and of the summary's `Value`.
  enum Field {
    static let time = 1
    static let step = 2
    static let version = 3
    static let summary = 5
    static let value = 1
    static let tag = 1
    static let number = 2
  }

  static func bytes(time: Double, step: Int, _ content: (inout ProtobufEncoder) -> Void) -> [UInt8] {
    var event = ProtobufEncoder()
    event.add(Field.time, fixed64: time)
    if step != 0 { event.add(Field.step, varint: step) }
    content(&event)
    return event.bytes
  }
}
