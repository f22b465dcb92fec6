/// The data of a path: steps from point to point in tenths, so that it is short and errors do not add up.
enum PathData {
  /// Returns a line through points; where one is missing the line is broken.
  static func line(_ points: [Point?]) -> String {
    var text = ""
    var last: (x: Int, y: Int)?
    var isStepping = false
    var isAlone = false
    func dot() { if isAlone { text += "h0" } }
    for point in points {
      guard let point else {
        dot()
        (last, isStepping, isAlone) = (nil, false, false)
        continue
      }
      let (x, y) = (Number.tenths(of: point.x), Number.tenths(of: point.y))
      guard let from = last else {
        text += "M" + pair(x, y)
        (last, isAlone) = ((x, y), true)
        continue
      }
      let step = (x: x - from.x, y: y - from.y)
      guard step != (0, 0) else { continue }
      let shown = pair(step.x, step.y)
      text += isStepping ? (shown.hasPrefix("-") ? shown : " " + shown) : "l" + shown
      (last, isStepping, isAlone) = ((x, y), true, false)
    }
    dot()
    return text
  }

  /// Returns the area between two lines over the same places; places where one is missing part it.
  static func area(upper: [Point?], lower: [Point?]) -> String {
    var text = ""
    var run: [(Point, Point)] = []
    func close() {
      guard run.count > 1 else {
        run = []
        return
      }
      text += line(run.map(\.0) + run.reversed().map(\.1)) + "z"
      run = []
    }
    for (top, bottom) in zip(upper, lower) {
      if let top, let bottom { run.append((top, bottom)) } else { close() }
    }
    close()
    return text
  }

  private static func pair(_ x: Int, _ y: Int) -> String {
    let second = Number.tenths(y)
    return Number.tenths(x) + (second.hasPrefix("-") ? second : " " + second)
  }
}
