/// Damages files, each time in another way, and always in the same way for the same seed.
public struct Mutation: Sendable {
  private var state: UInt64

  /// Creates the damage number `index` of a seed.
  public init(seed: UInt64, index: Int) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: index) &* 0xD1B5_4A32_D192_ED03
  }

  /// Returns the files with one change, or up to so many.
  public mutating func damage(_ files: [String: [UInt8]], changes: Int = 4) -> [String: [UInt8]] {
    var result = files
    let names = files.keys.sorted()
    for _ in 0..<1 + below(changes) {
      let name = names[below(names.count)]
      // Most of what can go wrong is in the smallest file, the header.
      let target = below(2) == 0 ? names.min { (files[$0]?.count ?? 0) < (files[$1]?.count ?? 0) } ?? name : name
      result[target] = change(result[target] ?? [], names)
    }
    return result
  }

  private mutating func change(_ original: [UInt8], _ names: [String]) -> [UInt8] {
    var bytes = original
    guard !bytes.isEmpty else { return [UInt8(below(256))] }
    let place = below(bytes.count)
    switch below(12) {
    case 0: bytes[place] ^= 1 << UInt8(below(8))
    case 1: bytes[place] = [0, 1, 0x20, 0x2F, 0x7F, 0x80, 0xFF, 0x0A, 0x3A, 0x2C][below(10)]
    case 2: bytes.removeSubrange(place...)
    case 3: bytes.insert(contentsOf: (0..<1 + below(8)).map { _ in UInt8(below(256)) }, at: place)
    case 4: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(16)))
    case 5:
      let end = min(bytes.count, place + 1 + below(64))
      bytes.insert(contentsOf: bytes[place..<end], at: below(bytes.count))
    case 6: swapLines(&bytes)
    case 7, 8: replaceWord(&bytes, near: place, names)
    case 9, 10: overwriteNumber(&bytes, at: place)
    default:
      let end = min(bytes.count, place + 1 + below(32))
      for index in place..<end { bytes[index] = UInt8(below(256)) }
    }
    return bytes
  }

  private mutating func swapLines(_ bytes: inout [UInt8]) {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    lines.swapAt(below(lines.count), below(lines.count))
    bytes = Array(lines.joined(separator: [10]))
  }

  /// Replaces a word by a number that is too large, too small or none, or by a file's name, perhaps the file's own.
  private mutating func replaceWord(_ bytes: inout [UInt8], near place: Int, _ names: [String]) {
    let separators: [UInt8] = [32, 10, 47, 40, 41, 43, 58, 44, 9]
    let start = bytes[..<place].lastIndex { separators.contains($0) }.map { $0 + 1 } ?? 0
    let end = bytes[place...].firstIndex { separators.contains($0) } ?? bytes.count
    let words =
      [
        "99999999999999", "-1", "0", "1e308", "nan", "inf", "2147483648", "9223372036854775807", "-9223372036854775808",
        "18446744073709551616", "3.6e2", "", "65536", "1e-320", "~", "-", "..", "/etc/passwd", "32767", "212", "8",
        "1x0",
        "0x7fffffff", "4294967295", "1/2/3", "((((", "100000",
      ] + names + names.map { String($0.prefix { $0 != "." }) }
    guard start <= end else { return }
    bytes.replaceSubrange(start..<end, with: Array(words[below(words.count)].utf8))
  }

  private mutating func overwriteNumber(_ bytes: inout [UInt8], at place: Int) {
    let numbers: [UInt64] = [
      0, 1, .max, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, 0x4000_0000, 65536,
      255,
    ]
    let number = numbers[below(numbers.count)]
    let width = [1, 2, 4, 8][below(4)]
    let isBigEndian = below(2) == 0
    for index in 0..<width where place + index < bytes.count {
      let shift = UInt64(isBigEndian ? width - 1 - index : index) * 8
      bytes[place + index] = UInt8(truncatingIfNeeded: number >> shift)
    }
  }

  private mutating func below(_ limit: Int) -> Int {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    value ^= value >> 31
    return Int(value % UInt64(limit))
  }
}
