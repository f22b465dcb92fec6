import Foundation
import Testing

@testable import CommandLineKit

@Suite struct StandardOutputTests {
  @Test func writesAllInOrder() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let output = StandardOutput(ends[1])
    for number in 0..<2000 { output.write("\(number)\n") }
    #expect(output.flush() == nil)
    close(ends[1])
    let bytes = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true).readDataToEndOfFile()
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.split(separator: "\n").count == 2000 && text.hasPrefix("0\n1\n"))
  }

  @Test func whatWasLostIsNotForgotten() {
    let device = open("/dev/full", O_WRONLY)
    defer { close(device) }
    let output = StandardOutput(device)
    output.write(String(repeating: "x", count: 1 << 17))
    output.write("y")
    #expect(output.flush() == ENOSPC)
    #expect(output.flush() == ENOSPC)
  }
}
