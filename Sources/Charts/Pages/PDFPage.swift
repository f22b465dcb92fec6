/// Writes a drawing as a PDF of one page: paths and text in Helvetica, which every reader brings along. Nothing is packed, so
/// that the same drawing is the same bytes everywhere.
struct PDFPage {
  private let scene: Scene
  private var opacities: [Double] = []

  /// In points: 200 inches.
  private static let longestSide = 14_400.0

  init(_ scene: Scene) { self.scene = scene }

  /// Returns the file.
  static func bytes(_ scene: Scene) -> [UInt8] {
    var page = PDFPage(scene)
    return page.file()
  }

  private mutating func file() -> [UInt8] {
    // A reader takes no side longer than this; a larger page has a larger unit.
    let unit = max(1, (max(scene.width, scene.height) * scene.pointsPerUnit / PDFPage.longestSide).rounded(.up))
    let scale = scene.pointsPerUnit / unit
    var content = Array(
      "\(PDFPage.shown(scale)) 0 0 \(PDFPage.shown(-scale)) 0 \(PDFPage.shown(scene.height * scale)) cm\n".utf8)
    for shape in scene.shapes { draw(shape, &content) }
    let states = opacities.enumerated().map { "/G\($0.offset) << /ca \(PDFPage.shown($0.element)) >>" }
    let fonts = [("F0", "Helvetica"), ("F1", "Helvetica-Bold")].map { name, font in
      "/\(name) << /Type /Font /Subtype /Type1 /BaseFont /\(font) /Encoding /WinAnsiEncoding >>"
    }
    let box = "[0 0 \(PDFPage.shown(scene.width * scale)) \(PDFPage.shown(scene.height * scale))]"
    let objects: [[UInt8]] = [
      Array("<< /Type /Catalog /Pages 2 0 R >>".utf8),
      Array("<< /Type /Pages /Kids [3 0 R] /Count 1 >>".utf8),
      Array(
        ("<< /Type /Page /Parent 2 0 R /MediaBox \(box)\(unit > 1 ? " /UserUnit \(PDFPage.shown(unit))" : "") /Contents 4 0 R /Resources << "
          + "/Font << \(fonts.joined(separator: " ")) >> /ExtGState << \(states.joined(separator: " ")) >> >> >>").utf8),
      Array("<< /Length \(content.count) >>\nstream\n".utf8) + content + Array("\nendstream".utf8),
    ]
    var bytes = Array((unit > 1 ? "%PDF-1.6\n%" : "%PDF-1.4\n%").utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 10]
    var places: [Int] = []
    for (index, object) in objects.enumerated() {
      places.append(bytes.count)
      bytes += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
    }
    let table = bytes.count
    var tail = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for place in places {
      let digits = "\(place)"
      tail += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    tail += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n"
    return bytes + Array(tail.utf8)
  }

  private mutating func draw(_ shape: Scene.Shape, _ content: inout [UInt8]) {
    switch shape {
    case .fill(let lines, let colour):
      content += Array(
        (state(colour) + PDFPage.colour(colour) + " rg\n" + PDFPage.path(lines, isFilled: true) + "f\n").utf8)
    case .stroke(let lines, let pen):
      content += Array((PDFPage.pen(pen) + PDFPage.path(lines, isFilled: false) + "S\n").utf8)
    case .words(let words): content += text(words)
    }
  }

  /// Chooses how much the next shape covers.
  private mutating func state(_ colour: Scene.Colour) -> String {
    if opacities.isEmpty { opacities.append(1) }
    if !opacities.contains(colour.opacity) { opacities.append(colour.opacity) }
    return "/G\(opacities.firstIndex(of: colour.opacity) ?? 0) gs "
  }

  private mutating func text(_ words: Scene.Words) -> [UInt8] {
    let start = words.start
    // Letters stand upright although the page was turned over.
    let turn = words.isUpright ? "0 -1 -1 0" : "1 0 0 -1"
    let font = "/F\(words.isBold ? 1 : 0) \(PDFPage.shown(words.size)) Tf"
    let place = "\(turn) \(PDFPage.shown(start.x)) \(PDFPage.shown(start.y)) Tm"
    let letters = Array("(".utf8) + PDFPage.encoded(words.text) + Array(") Tj ET\n".utf8)
    var bytes: [UInt8] = []
    if let halo = words.halo { bytes += Array((PDFPage.pen(halo) + "1 j BT \(font) 1 Tr \(place) ").utf8) + letters }
    return bytes
      + Array((state(words.colour) + PDFPage.colour(words.colour) + " rg BT \(font) 0 Tr \(place) ").utf8) + letters
  }

  private static func pen(_ pen: Scene.Pen) -> String {
    let ends = pen.isRound ? "1 J 1 j" : "0 J 0 j"
    return
      "\(colour(pen.colour)) RG \(shown(pen.width)) w \(ends) [\(pen.dashes.map(shown).joined(separator: " "))] 0 d\n"
  }

  private static func colour(_ colour: Scene.Colour) -> String {
    [colour.red, colour.green, colour.blue].map(shown).joined(separator: " ")
  }

  private static func path(_ lines: [Scene.Line], isFilled: Bool) -> String {
    var text = ""
    for line in lines {
      for (index, point) in line.points.enumerated() {
        text += "\(shown(point.x)) \(shown(point.y)) \(index == 0 ? "m" : "l")\n"
      }
      if line.isClosed { text += "h\n" }
    }
    return text
  }

  /// Returns a text in the encoding of Windows, brackets guarded.
  private static func encoded(_ text: String) -> [UInt8] {
    let others: [Unicode.Scalar: UInt8] = ["…": 0x85, "–": 0x96, "−": 0x96, "—": 0x97, "•": 0x95, "’": 0x92]
    return text.unicodeScalars.flatMap { scalar -> [UInt8] in
      let isLatin = (32..<127).contains(scalar.value) || (0xA0...0xFF).contains(scalar.value)
      let byte = others[scalar] ?? (isLatin ? UInt8(scalar.value) : 63)
      return [40, 41, 92].contains(byte) ? [92, byte] : [byte]
    }
  }

  /// Returns a number with at most four decimals; PDF knows no exponents.
  private static func shown(_ value: Double) -> String {
    let count = Int((min(1e9, max(-1e9, value.isNaN ? 0 : value)) * 10_000).rounded())
    let (whole, rest) = (abs(count) / 10_000, abs(count) % 10_000)
    var digits = "\(rest + 10_000)".dropFirst()
    while digits.last == "0" { digits = digits.dropLast() }
    return (count < 0 ? "-" : "") + (digits.isEmpty ? "\(whole)" : "\(whole).\(digits)")
  }
}

/// A kind of file that a chart can be.
public enum PictureFormat: String, Sendable, CaseIterable {
  case svg, png, pdf

  /// The kind that a path's suffix says; nothing for any other.
  public init?(path: String) {
    guard let kind = PictureFormat.allCases.first(where: { path.lowercased().hasSuffix("." + $0.rawValue) }) else {
      return nil
    }
    self = kind
  }
}

extension Chart {
  /// Hands over the chart as a file of a kind, piece by piece.
  public func write(_ format: PictureFormat, to append: (UnsafeRawBufferPointer) -> Void) {
    switch format {
    case .svg: Array(svg.utf8).withUnsafeBytes(append)
    case .png: writePNG(to: append)
    case .pdf: pdf.withUnsafeBytes(append)
    }
  }

  /// The chart as a PDF of one page, in its own size, light as on paper.
  public var pdf: [UInt8] { PDFPage.bytes(Scene(drawing)) }

  /// Hands over the chart as a PNG with so many pixels a unit of its natural size on a screen.
  func writePNG(scale: Double = 2, to append: (UnsafeRawBufferPointer) -> Void) {
    Scene(drawing).writePNG(pixelsPerPoint: scale * 96 / 72, to: append)
  }
}
