/// Returns Σ a[i]·b[i], summed in eight lanes, because the compiler may not reorder a floating-point sum by itself.
@inline(__always)
func dotProduct(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Float {
  typealias Lanes = SIMD8<Float>
  let left = UnsafeRawPointer(a)
  let right = UnsafeRawPointer(b)
  var sums = Lanes.zero
  var i = 0
  while i &+ 8 <= count {
    sums =
      left.loadUnaligned(fromByteOffset: 4 &* i, as: Lanes.self)
      * right.loadUnaligned(fromByteOffset: 4 &* i, as: Lanes.self)
      + sums
    i &+= 8
  }
  var rest: Float = 0
  while i < count {
    rest = a[i] * b[i] + rest
    i &+= 1
  }
  let four = sums.lowHalf + sums.highHalf
  let two = four.lowHalf + four.highHalf
  return two.x + two.y + rest
}
