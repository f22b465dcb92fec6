@testable import Compute

extension Reference {
  /// How many windows fit, by PyTorch's words: with ceil a last one may hang over, if it starts inside the input or
  /// the padding before it.
  static func windows(_ rows: Int, _ window: Int, _ stride: Int, _ padding: Int, _ isCeil: Bool) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = -padding
    while isCeil ? start < rows : start + window <= rows + padding {
      let isLast = start + window >= rows + padding
      result.append(start..<(start + window))
      start += stride
      if isLast { break }
    }
    return result
  }

  static func maxPool(_ x: Grid, _ window: Int, _ stride: Int, _ padding: Int = 0, _ isCeil: Bool = false) -> Grid {
    let windows = windows(x.rows, window, stride, padding, isCeil)
    return Grid(windows.count, x.channels) { t, c in
      windows[t].clamped(to: 0..<x.rows).map { x[$0, c] }.max() ?? .nan
    }
  }

  static func averagePool(
    _ x: Grid, _ window: Int, _ stride: Int, _ padding: Int = 0, _ isCeil: Bool = false, countsPadding: Bool
  ) -> Grid {
    let windows = windows(x.rows, window, stride, padding, isCeil)
    return Grid(windows.count, x.channels) { t, c in
      let inside = windows[t].clamped(to: 0..<x.rows)
      let counted = countsPadding ? windows[t].clamped(to: -padding..<(x.rows + padding)) : inside
      return inside.reduce(0) { $0 + x[$1, c] } / Double(counted.count)
    }
  }
}

extension Case {
  private static func maxPool(
    _ shape: Shape, _ window: Int, _ stride: Int, padding: Int = 0, ceil: Bool = false
  ) -> Case {
    Case(
      name: "max pool \(shape) \(window)/\(stride) p\(padding)\(ceil ? " ceil" : "")", checks: [MaxPool.self],
      inputs: [.field("x", shape)],
      draw: { _, n in n.x.maxPooled(window: window, stride: stride, padding: padding, ceil: ceil) },
      reference: { s in s.grids("x").map { Reference.maxPool($0, window, stride, padding, ceil) }.flat })
  }

  private static func averagePool(
    _ shape: Shape, _ window: Int, _ stride: Int, padding: Int = 0, ceil: Bool = false, countsPadding: Bool = true
  ) -> Case {
    Case(
      name:
        "average pool \(shape) \(window)/\(stride) p\(padding)\(ceil ? " ceil" : "")\(countsPadding ? "" : " inside")",
      checks: [AveragePool.self], inputs: [.field("x", shape)],
      draw: { _, n in
        n.x.averagePooled(window: window, stride: stride, padding: padding, ceil: ceil, countsPadding: countsPadding)
      },
      reference: { s in
        s.grids("x").map { Reference.averagePool($0, window, stride, padding, ceil, countsPadding: countsPadding) }.flat
      })
  }

  static let poolings: [Case] = [
    maxPool([1, 1], 1, 1),
    maxPool([7, 3], 2, 2),
    maxPool([7, 3], 2, 2, ceil: true),
    maxPool([9, 5], 3, 2, padding: 1),
    maxPool([10, 2], 5, 2, padding: 2, ceil: true),
    maxPool([11, 17], 4, 3),
    maxPool([8, 4], 2, 5),
    maxPool([8, 4], 3, 5, padding: 1, ceil: true),
    maxPool([6, 16], 6, 1),
    averagePool([1, 1], 1, 1),
    averagePool([7, 3], 2, 2),
    averagePool([7, 3], 2, 2, ceil: true),
    averagePool([9, 5], 3, 2, padding: 1),
    averagePool([9, 5], 3, 2, padding: 1, countsPadding: false),
    averagePool([10, 2], 4, 3, padding: 2, ceil: true, countsPadding: false),
    averagePool([11, 18], 4, 3, ceil: true),
    averagePool([8, 4], 2, 5),
    Case(
      name: "max over time", checks: [MaxPool.self], inputs: [.field("x", [6, 5])],
      draw: { _, n in n.x.maxOverTime() },
      reference: { s in s.grids("x").map { Reference.maxPool($0, 6, 6) }.flat }),
    Case(
      name: "mean over time", checks: [MeanOverTime.self], inputs: [.field("x", [6, 5])],
      draw: { _, n in n.x.meanOverTime() }, reference: { s in s.grids("x").map { Reference.mean($0) }.flat }),
    Case(
      name: "mean over one step", checks: [MeanOverTime.self], inputs: [.field("x", [1, 17])],
      draw: { _, n in n.x.meanOverTime() }, reference: { s in s.grids("x").map { Reference.mean($0) }.flat }),
    Case(
      name: "last step", checks: [Slice.self], inputs: [.field("x", [6, 5])],
      draw: { _, n in n.x.lastOverTime() },
      reference: { s in s.grids("x").map { x in Grid(1, 5) { x[5, $1] } }.flat }),
  ]
}
