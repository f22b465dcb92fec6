import Testing

@testable import Interchange

@Suite struct HalfPrecisionTests {
  #if !(os(macOS) && arch(x86_64))
    @Test func agreesWithTheMachineOnEveryNumber() {
      for bits in UInt16.min...UInt16.max {
        let ours = Float(halfPrecision: bits)
        let machines = Float(Float16(bitPattern: bits))
        #expect(ours.bitPattern == machines.bitPattern || ours.isNaN && machines.isNaN, "\(bits)")
      }
    }
  #endif

  @Test func keepsSignsAndSubnormals() {
    #expect(Float(halfPrecision: 0x8000).bitPattern == 0x8000_0000)
    #expect(Float(halfPrecision: 1) == 5.9604645e-8)
    #expect(Float(halfPrecision: 0xFC00) == -.infinity)
    #expect(Float(brainPrecision: 0xBF80) == -1)
  }
}
