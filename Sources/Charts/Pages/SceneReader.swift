extension Scene {
  /// Takes a drawing apart: its paths of lines, rectangles, circles and texts, which is all that charts are made of.
  init(_ drawing: Drawing, rules: StyleRules = .charts) {
    // A pixel of a style sheet is a 96th of an inch.
    let scale = drawing.unitsPerMillimetre.map { 72 / 25.4 / $0 } ?? 0.75
    self.init(width: drawing.width, height: drawing.height, pointsPerUnit: scale, shapes: [])
    for element in MarkupElement.all(in: drawing.markup) { add(element, rules) }
  }

  private mutating func add(_ element: MarkupElement, _ rules: StyleRules) {
    let attributes = element.attributes
    var style = rules.properties(of: element.name, classes: (attributes["class"] ?? "").split(separator: " "))
    for key in ["fill", "stroke", "fill-opacity", "stroke-width"] { if let own = attributes[key] { style[key] = own } }
    var colour = style["fill"].map { Colour($0) } ?? Colour("#000")
    colour?.opacity = style["fill-opacity"].flatMap { Double($0) } ?? 1
    let pen = style["stroke"].flatMap { Colour($0) }.map { colour in
      Pen(
        colour: colour, width: StyleRules.length(style["stroke-width"]) ?? 1,
        dashes: (style["stroke-dasharray"] ?? "").split(separator: " ").compactMap { Double($0) },
        isRound: style["stroke-linecap"] == "round")
    }
    func number(_ key: String) -> Double { attributes[key].flatMap { Double($0) } ?? 0 }
    let lines: [Line]
    switch element.name {
    case "text":
      guard let colour else { return }
      shapes.append(
        .words(
          Words(
            text: element.text, place: Point(number("x"), number("y")),
            size: StyleRules.length(style["font-size"]) ?? 12, isBold: style["font-weight"] == "600",
            anchor: attributes["text-anchor"] == "middle"
              ? .middle : attributes["text-anchor"] == "end" ? .end : .start,
            colour: colour, halo: pen, isUpright: attributes["transform"]?.hasPrefix("rotate(-90") ?? false)))
      return
    case "rect":
      let (x, y, width, height) = (number("x"), number("y"), number("width"), number("height"))
      let corners = [Point(x, y), Point(x + width, y), Point(x + width, y + height), Point(x, y + height)]
      lines = [Line(points: corners, isClosed: true)]
    case "circle":
      lines = [Line(points: Scene.circle(Point(number("cx"), number("cy")), radius: number("r")), isClosed: true)]
    case "path": lines = PathReader.lines(attributes["d"] ?? "")
    default: return
    }
    if let colour { shapes.append(.fill(lines, colour)) }
    if let pen { shapes.append(.stroke(lines, pen)) }
  }
}

extension Scene {
  /// Returns a circle by its corners: 32 of them, half way between which it is half a hundredth of the radius too small.
  fileprivate static func circle(_ centre: Point, radius: Double) -> [Point] {
    // From corner to corner it turns by π/16.
    let (cosine, sine) = (0.980_785_280_403_230_4, 0.195_090_322_016_128_27)
    var (x, y) = (radius, 0.0)
    return (0..<32).map { _ in
      defer { (x, y) = (x * cosine - y * sine, x * sine + y * cosine) }
      return Point(centre.x + x, centre.y + y)
    }
  }
}

/// Reads the data of paths as `PathData` and the papers write them: `M`, `m`, `L`, `l`, `H`, `h`, `V`, `v`, `z`.
enum PathReader {
  static func lines(_ data: String) -> [Scene.Line] {
    var lines: [Scene.Line] = []
    var at = Point(0, 0)
    var command: UInt8 = 77
    var numbers: [Double] = []
    func needed(_ command: UInt8) -> Int { [72, 104, 86, 118].contains(command) ? 1 : 2 }
    func step() {
      let isRelative = command > 96
      let base = isRelative ? at : Point(0, 0)
      switch command {
      case 72, 104: at.x = base.x + numbers[0]
      case 86, 118: at.y = base.y + numbers[0]
      default: at = Point(base.x + numbers[0], base.y + numbers[1])
      }
      if command == 77 || command == 109 {
        lines.append(Scene.Line(points: [at]))
        command = isRelative ? 108 : 76
      } else if !lines.isEmpty {
        lines[lines.count - 1].points.append(at)
      }
      numbers = []
    }
    let bytes = Array(data.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 90 || byte == 122 {
        if !lines.isEmpty {
          lines[lines.count - 1].isClosed = true
          at = lines[lines.count - 1].points[0]
        }
      } else if (65...90).contains(byte) || (97...122).contains(byte) {
        (command, numbers) = (byte, [])
      } else if byte != 32 && byte != 44 {
        var end = index + 1
        while end < bytes.count, (48...57).contains(bytes[end]) || bytes[end] == 46 { end += 1 }
        numbers.append(Double(String(decoding: bytes[index..<end], as: UTF8.self)) ?? 0)
        index = end - 1
        if numbers.count == needed(command) { step() }
      }
      index += 1
    }
    return lines
  }
}

/// One element of the markup that `Markup` writes.
struct MarkupElement {
  var name: String
  var attributes: [String: String] = [:]
  var text = ""

  /// Returns all elements, one after another; those within others are not looked for.
  static func all(in markup: String) -> [MarkupElement] {
    var result: [MarkupElement] = []
    for piece in markup.split(separator: "<") where !piece.hasPrefix("/") && !piece.allSatisfy(\.isWhitespace) {
      guard let end = piece.firstIndex(of: ">") else { continue }
      let head = piece[..<end]
      var element = MarkupElement(name: String(head.prefix { !$0.isWhitespace && $0 != "/" }))
      let parts = head.split(separator: "\"", omittingEmptySubsequences: false)
      for index in stride(from: 0, to: parts.count - 1, by: 2) {
        let key = parts[index].split(whereSeparator: \.isWhitespace).last ?? ""
        element.attributes[String(key.dropLast())] = plain(parts[index + 1])
      }
      if !head.hasSuffix("/") { element.text = plain(piece[piece.index(after: end)...]) }
      result.append(element)
    }
    return result
  }

  private static func plain(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    let entities = ["lt;": "<", "gt;": ">", "quot;": "\"", "amp;": "&"]
    let parts = text.split(separator: "&", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(String(parts[0])) { text, part in
      let entity = entities.first { part.hasPrefix($0.key) }
      return text + (entity.map { $0.value + part.dropFirst($0.key.count) } ?? "&" + part)
    }
  }
}
