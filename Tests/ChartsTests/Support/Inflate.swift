/// Unpacks one block of fixed codes, as RFC 1951 describes it: written from there, not from the packer.
struct Inflate {
  private let bytes: [UInt8]
  private var place = 0

  /// Returns what a zlib stream holds, without its checksum; nothing where it is broken.
  static func bytes(of stream: [UInt8]) -> [UInt8]? {
    var inflate = Inflate(bytes: Array(stream.dropFirst(2).dropLast(4)))
    return inflate.run()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func bit() -> Int? {
    guard place / 8 < bytes.count else { return nil }
    defer { place += 1 }
    return Int(bytes[place / 8] >> UInt8(place % 8) & 1)
  }

  private mutating func number(_ width: Int) -> Int? {
    var value = 0
    for shift in 0..<width {
      guard let bit = bit() else { return nil }
      value |= bit << shift
    }
    return value
  }

  private mutating func code(_ width: Int, _ start: Int = 0) -> Int? {
    var value = start
    for _ in 0..<width {
      guard let bit = bit() else { return nil }
      value = value << 1 | bit
    }
    return value
  }

  private mutating func symbol() -> Int? {
    guard let seven = code(7) else { return nil }
    if seven < 0b0011000 { return 256 + seven }
    guard let eight = code(1, seven) else { return nil }
    if eight < 0b11000000 { return eight - 0b00110000 }
    if eight < 0b11001000 { return 280 + eight - 0b11000000 }
    guard let nine = code(1, eight) else { return nil }
    return 144 + nine - 0b110010000
  }

  private mutating func run() -> [UInt8]? {
    guard number(3) == 0b011 else { return nil }
    var result: [UInt8] = []
    while let symbol = symbol() {
      if symbol == 256 { return result }
      if symbol < 256 {
        result.append(UInt8(symbol))
        continue
      }
      guard let length = length(symbol - 257), let distance = distance(), distance <= result.count else { return nil }
      for _ in 0..<length { result.append(result[result.count - distance]) }
    }
    return nil
  }

  private mutating func length(_ code: Int) -> Int? {
    if code == 28 { return 258 }
    if code < 8 { return 3 + code }
    let width = code / 4 - 1
    return number(width).map { 3 + ((4 + code % 4) << width) + $0 }
  }

  private mutating func distance() -> Int? {
    guard let code = code(5), code < 30 else { return nil }
    if code < 4 { return 1 + code }
    let width = code / 2 - 1
    return number(width).map { 1 + ((2 + code % 2) << width) + $0 }
  }
}
