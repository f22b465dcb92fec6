import Testing

@testable import Waveforms

@Suite struct LeadMatrixTests {
  @Test func seesTheAxesAsDowerSays() {
    let m = LeadMatrix.dower
    #expect(m(SIMD4(1, 0, 0, 0))[6] == 1.125)
    #expect(m(SIMD4(0, 1, 0, 0))[1] == 1.066)
    #expect(m(SIMD4(0, 0, 1, 0))[3] == -1.387)
  }

  @Test func aTurnBackAndForthChangesNothing() {
    let turned = LeadMatrix.dower.turned(left: 0, down: 0, back: 0.4).turned(left: 0, down: 0, back: -0.4)
    for lane in 0..<8 {
      #expect(abs(turned.left[lane] - LeadMatrix.dower.left[lane]) < 1e-6)
      #expect(abs(turned.down[lane] - LeadMatrix.dower.down[lane]) < 1e-6)
    }
  }

  @Test func turningKeepsEachLeadsSensitivity() {
    let turned = LeadMatrix.dower.turned(left: 0.3, down: -0.2, back: 0.5)
    for lane in 0..<8 {
      func square(_ m: LeadMatrix) -> Float {
        m.left[lane] * m.left[lane] + m.down[lane] * m.down[lane] + m.back[lane] * m.back[lane]
      }
      #expect(abs(square(turned) - square(.dower)) < 1e-5)
    }
  }
}
