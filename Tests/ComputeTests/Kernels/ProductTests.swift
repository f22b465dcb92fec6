import CKernels
import Testing

/// Matrix products and outer products at every edge, between guards, against plain loops.
@Suite struct ProductTests {
  /// One product to be made: rows of runs, and what follows them.
  struct Plan {
    var (examples, rows, columns, taps, segment) = (1, 1, 1, 1, 1)
    var (rowStride, tapStride, gap) = (1, 1, 0)
    var (accumulates, hasBias, adds, rectifies, masks) = (false, false, false, false, false)

    /// A plan by hash of its number, for sizes that are given.
    init(_ number: Int, rows: Int, columns: Int) {
      let dice = { (name: String, sides: Int) in Int(Hashed.mixed(name, number) % UInt64(sides)) }
      (self.rows, self.columns, examples) = (rows, columns, 1 + dice("examples", 3))
      (taps, segment) = (1 + dice("taps", 3), 1 + dice("segment", 9))
      (rowStride, tapStride, gap) = (1 + dice("row", 6), 1 + dice("tap", 8), dice("gap", 2) * 3)
      (accumulates, hasBias, adds) = (dice("accumulate", 2) == 1, dice("bias", 2) == 1, dice("add", 2) == 1)
      (rectifies, masks) = (dice("rectify", 2) == 1, dice("mask", 2) == 1)
    }

    var inner: Int { taps * segment }
    /// Floats of one example of a: rows overlap wherever the stride is short.
    var reach: Int { max(0, rows - 1) * rowStride + (taps - 1) * tapStride + segment }
    /// Sometimes examples follow each other as rows do.
    var aExample: Int { gap == 0 ? rows * rowStride : reach + gap }
    var aCount: Int { (examples - 1) * aExample + reach }
    var cRow: Int { columns + gap }
    var cExample: Int { rows * cRow }
    var cCount: Int { examples * cExample }
  }

  private static func multiply(_ p: Plan, _ set: InstructionSet) {
    let (a, w) = (Hashed.uniform("a", p.aCount), Hashed.uniform("w", p.inner * p.columns))
    let (c, bias) = (Hashed.uniform("c", p.cCount), Hashed.uniform("bias", p.columns))
    let (add, mask) = (Hashed.uniform("add", p.cCount), Hashed.uniform("mask", p.cCount))
    let (ga, gw, gc, gbias, gadd, gmask) = (
      Guarded(a), Guarded(w), Guarded(c), Guarded(bias), Guarded(add), Guarded(mask)
    )
    let packed = Guarded(room: ek_packed_size(Int64(p.inner), Int64(p.columns)))
    ek_pack(
      packed.pointer, gw.pointer, Int32(p.taps), p.segment * p.columns, Int32(p.segment), p.columns, Int32(p.columns), 1
    )
    // The same matrix from its transpose.
    let turned = (0..<p.columns).flatMap { n in (0..<p.inner).map { w[$0 * p.columns + n] } }
    let (gt, again) = (Guarded(turned), Guarded(room: packed.count))
    ek_pack(again.pointer, gt.pointer, Int32(p.taps), p.segment, Int32(p.segment), 1, Int32(p.columns), p.inner)
    #expect(again.numbers.bits == packed.numbers.bits, "packed from its transpose, \(p) on \(set)")

    var product = ek_product()
    (product.a, product.a_example, product.a_row, product.a_tap) = (
      UnsafePointer(ga.pointer), p.aExample, p.rowStride, p.tapStride
    )
    (product.taps, product.segment, product.b) = (Int32(p.taps), Int32(p.segment), UnsafePointer(packed.pointer))
    (product.c, product.c_example, product.c_row) = (gc.pointer, p.cExample, p.cRow)
    (product.examples, product.rows, product.columns) = (Int32(p.examples), Int32(p.rows), Int32(p.columns))
    product.accumulate = p.accumulates ? 1 : 0
    if p.hasBias { product.bias = UnsafePointer(gbias.pointer) }
    if p.adds {
      (product.add, product.add_example, product.add_row) = (UnsafePointer(gadd.pointer), p.cExample, p.cRow)
    }
    (product.rectify, product.slope) = (p.rectifies ? 1 : 0, 0.25)
    if p.masks {
      (product.mask, product.mask_example, product.mask_row) = (UnsafePointer(gmask.pointer), p.cExample, p.cRow)
    }
    product.mask_slope = 0.5
    ek_multiply(&product)

    var wanted = c.map(Double.init)
    for e in 0..<p.examples {
      for r in 0..<p.rows {
        for n in 0..<p.columns {
          let at = e * p.cExample + r * p.cRow + n
          var sum = p.accumulates ? Double(c[at]) : 0
          for tap in 0..<p.taps {
            for k in 0..<p.segment {
              let x = a[e * p.aExample + r * p.rowStride + tap * p.tapStride + k]
              sum += Double(x) * Double(w[(tap * p.segment + k) * p.columns + n])
            }
          }
          if p.hasBias { sum += Double(bias[n]) }
          if p.adds { sum += Double(add[at]) }
          if p.rectifies && sum <= 0 { sum *= 0.25 }
          if p.masks && mask[at] <= 0 { sum *= 0.5 }
          wanted[at] = sum
        }
      }
    }
    #expect(distance(gc.numbers, from: wanted) < 1e-6, "\(p) on \(set)")
    for i in c.indices where i % max(1, p.cRow) >= p.columns {
      #expect(gc.numbers[i] == c[i], "\(p) wrote between rows on \(set)")
    }
    #expect(
      ga.isIntact && gw.isIntact && gc.isIntact && gbias.isIntact && gadd.isIntact && gmask.isIntact && packed.isIntact
        && gt.isIntact && again.isIntact, "\(p) left its buffers on \(set)")
  }

  @Test func productsAtEveryEdge() async {
    await #expect(processExitsWith: .success) {
      InstructionSet.forEach { set in
        let lanes = Int(ek_lanes())
        var number = 0
        for columns in edges(lanes) + [8 * lanes, 9 * lanes + 1] {
          for rows in 0...25 {
            ProductTests.multiply(Plan(number, rows: rows, columns: columns), set)
            number += 1
          }
        }
      }
    }
  }

  private static func outer(_ p: Plan, accumulates: Bool, _ set: InstructionSet) {
    let bRow = p.columns + p.gap
    let bCount = max(0, (p.examples * p.rows - 1) * bRow + p.columns)
    let (a, b) = (
      Hashed.uniform("a", p.examples == 0 ? 0 : p.aCount), Hashed.uniform("b", p.examples == 0 ? 0 : bCount)
    )
    let c = Hashed.uniform("c", p.inner * (p.columns + p.gap))
    let (ga, gb, gc, scratch) = (Guarded(a), Guarded(b), Guarded(c), Guarded(room: ek_outer_scratch()))
    var product = ek_outer_product()
    (product.a, product.a_example, product.a_row, product.a_tap) = (
      UnsafePointer(ga.pointer), p.aExample, p.rowStride, p.tapStride
    )
    (product.taps, product.segment) = (Int32(p.taps), Int32(p.segment))
    (product.b, product.b_example, product.b_row) = (UnsafePointer(gb.pointer), p.rows * bRow, bRow)
    (product.examples, product.rows, product.columns) = (Int32(p.examples), Int32(p.rows), Int32(p.columns))
    (product.c, product.c_row, product.accumulate) = (gc.pointer, p.columns + p.gap, accumulates ? 1 : 0)
    product.scratch = scratch.pointer
    ek_outer(&product)

    var wanted = c.map(Double.init)
    for tap in 0..<p.taps {
      for k in 0..<p.segment {
        for n in 0..<p.columns {
          let at = (tap * p.segment + k) * (p.columns + p.gap) + n
          var sum = accumulates ? Double(c[at]) : 0
          for e in 0..<p.examples {
            for r in 0..<p.rows {
              let x = a[e * p.aExample + r * p.rowStride + tap * p.tapStride + k]
              sum += Double(x) * Double(b[(e * p.rows + r) * bRow + n])
            }
          }
          wanted[at] = sum
        }
      }
    }
    #expect(distance(gc.numbers, from: wanted) < 2e-6, "outer \(p) on \(set)")
    #expect(ga.isIntact && gb.isIntact && gc.isIntact && scratch.isIntact, "outer \(p) left its buffers on \(set)")
  }

  @Test func outerProductsAtEveryEdge() async {
    await #expect(processExitsWith: .success) {
      InstructionSet.forEach { set in
        var number = 0
        for columns in edges(Int(ek_lanes())) {
          for rows in [0, 1, 2, 3, 5, 16, 63, 64, 65, 127, 128, 129, 300] {
            var plan = Plan(number, rows: rows, columns: columns)
            if number.isMultiple(of: 11) { plan.examples = 0 }
            if number.isMultiple(of: 7) { plan.segment = 13 + number % 14 }
            ProductTests.outer(plan, accumulates: number.isMultiple(of: 2), set)
            number += 1
          }
        }
      }
    }
  }
}
