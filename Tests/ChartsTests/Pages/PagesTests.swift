import Testing

@testable import Charts

@Suite struct PagesTests {
  @Test func pathsAreReadAsTheyWereWritten() {
    let points = [Point(1, 2), Point(3.5, -4), nil, Point(0, 0), Point(10, 10.1)]
    #expect(
      PathReader.lines(PathData.line(points)) == [
        Scene.Line(points: [Point(1, 2), Point(3.5, -4)]), Scene.Line(points: [Point(0, 0), Point(10, 10.1)]),
      ])
    #expect(
      PathReader.lines("M5 0v7h-2zM1 1h0") == [
        Scene.Line(points: [Point(5, 0), Point(5, 7), Point(3, 7)], isClosed: true),
        Scene.Line(points: [Point(1, 1), Point(1, 1)]),
      ])
  }

  @Test func classesMeanWhatTheSheetSays() {
    let trace = StyleRules.charts.properties(of: "path", classes: ["trace"])
    #expect(trace["stroke"] == "#15181c" && trace["stroke-width"] == "2.6" && trace["fill"] == "none")
    let text = StyleRules.charts.properties(of: "text", classes: ["title"])
    #expect(text["fill"] == "#1b1f24" && text["font-size"] == "15px", "light, as on paper")
  }

  @Test func everyChartBecomesShapesWithoutALeftover() {
    for (name, chart) in Gallery.charts {
      let scene = Scene(chart.drawing)
      let drawn = ["path", "line", "rect", "circle", "text"]
      let elements = chart.drawing.markup.split(separator: "<").filter { element in
        drawn.contains { element.hasPrefix($0 + " ") }
      }
      #expect(scene.shapes.count >= elements.count, "\(name): each element is a fill, a line or a text")
    }
  }

  /// Offsets in a PDF's table must lead to its objects.
  @Test func aPDFsTableIsRight() throws {
    for (name, chart) in Gallery.charts {
      let text = String(decoding: chart.pdf.map { $0 < 128 ? $0 : 63 }, as: UTF8.self)
      #expect(text.hasPrefix("%PDF-1.4\n") && text.hasSuffix("%%EOF\n"), "\(name)")
      let bytes = Array(text.utf8)
      let tail = try #require(text.split(separator: "startxref\n").last)
      let table = try #require(Int(tail.prefix { $0.isNumber }))
      #expect(bytes[table...].starts(with: "xref\n0 5\n".utf8), "\(name)")
      for (number, line) in String(decoding: bytes[table...], as: UTF8.self).split(separator: "\n").dropFirst(3).prefix(
        4
      )
      .enumerated() {
        let place = try #require(Int(line.prefix(10)))
        #expect(bytes[place...].starts(with: "\(number + 1) 0 obj".utf8), "\(name)")
      }
      #expect(!text.contains("nan") && !text.contains("inf "), "\(name)")
    }
    for chart in Gallery.hostile { #expect(chart.pdf.count > 500 && png(Scene(chart.drawing), 0.5).count > 50) }
  }

  @Test func aPageThatIsTooLongForReadersHasALargerUnit() throws {
    func head(_ seconds: Int) throws -> Substring {
      let chart = ECGChart(
        title: "", rate: 10, leads: [.init("I", [Float](repeating: 0, count: 10 * seconds))], layout: .stacked)
      let text = String(decoding: chart.pdf.map { $0 < 128 ? $0 : 63 }, as: UTF8.self)
      return try #require(text.split(separator: "/Resources").first)
    }
    #expect(try head(600).hasPrefix("%PDF-1.4") && !head(600).contains("/UserUnit"))
    // 270 lines of 20 mm and a foot are 15,350 points, and a reader takes 14,400.
    let long = try head(2700)
    #expect(long.hasPrefix("%PDF-1.6") && long.contains("/UserUnit 2 "))
  }

  @Test func halfAPixelIsHalfCovered() {
    var raster = Raster(width: 4, rows: 0..<2)
    let black = Scene.Colour("#000")!
    let square = Scene.Line(
      points: [Point(0.5, 0), Point(2, 0), Point(2, 1), Point(0.5, 1)], isClosed: true)
    raster.draw(.fill([square], black), 1)
    let reds = stride(from: 0, to: raster.pixels.count, by: 3).map { raster.pixels[$0] }
    #expect(reds == [128, 0, 255, 255, 255, 255, 255, 255])
  }

  @Test func crossingLinesDoNotCancel() {
    var raster = Raster(width: 9, rows: 0..<9)
    let pen = Scene.Pen(colour: Scene.Colour("#000")!, width: 3)
    let cross = [
      Scene.Line(points: [Point(0, 4.5), Point(9, 4.5)]), Scene.Line(points: [Point(4.5, 9), Point(4.5, 0)]),
    ]
    raster.draw(.stroke(cross, pen), 1)
    #expect(raster.pixels[(4 * 9 + 4) * 3] == 0 && raster.pixels[(4 * 9 + 1) * 3] == 0 && raster.pixels[0] == 255)
  }

  @Test func dashesHaveGaps() {
    #expect(
      Dashes.cut([Point(0, 0), Point(10, 0)], [4, 3]) == [
        [Point(0, 0), Point(4, 0)], [Point(7, 0), Point(10, 0)],
      ])
  }

  @Test func whatIsPackedComesOutAgain() {
    for length in [0, 1, 3, 4, 5, 10, 11, 12, 66, 67, 130, 257, 258, 259, 300, 777] {
      let same = [UInt8](repeating: 200, count: length)
      let pixels = (0..<length).map { UInt8([9, 144, 255][$0 % 3]) }
      let noise = (0..<length).map { UInt8(truncatingIfNeeded: $0 * $0 * 31 >> 3) }
      for bytes in [same, pixels, noise, noise + pixels + same + pixels] {
        #expect(Inflate.bytes(of: RunPacker.stream(bytes)) == bytes, "\(length)")
      }
    }
    // A row of one colour is a few bytes.
    #expect(RunPacker.stream((0..<3000).map { UInt8([9, 144, 255][$0 % 3]) }).count < 40)
  }

  @Test func aStreamInPiecesIsOneStream() {
    let bytes = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 / 7 * $0 >> 4) }
    var packer = RunPacker()
    var packed: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 1999) {
      packer.add(Array(bytes[start..<min(bytes.count, start + 1999)]))
      packed += packer.taken()
    }
    packer.finish()
    packed += packer.taken()
    #expect(Inflate.bytes(of: packed) == bytes && packed.suffix(4) == RunPacker.stream(bytes).suffix(4))
  }

  private func png(_ scene: Scene, _ pixelsPerPoint: Double, band: Int = Scene.band) -> [UInt8] {
    var bytes: [UInt8] = []
    scene.writePNG(pixelsPerPoint: pixelsPerPoint, band: band) { bytes += $0 }
    return bytes
  }

  /// Returns the pixels of a PNG, by its chunks.
  private func pixels(_ png: [UInt8]) throws -> [UInt8] {
    func number(_ place: Int) -> Int { png[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    var (place, packed) = (8, [UInt8]())
    while place < png.count {
      let size = number(place), body = Array(png[place + 4..<place + 8 + size])
      #expect(PNGImage.crc(body) == UInt32(number(place + 8 + size)))
      if body.starts(with: "IDAT".utf8) { packed += body[4...] }
      place += 12 + size
    }
    var rows = try #require(Inflate.bytes(of: packed))
    let row = number(16) * 3 + 1
    #expect(rows.count == row * number(20))
    for index in rows.indices.dropFirst(row) where index % row > 0 { rows[index] &+= rows[index - row] }
    return rows
  }

  /// What a row looks like hangs on no other row: a picture may be drawn in bands, which bounds its memory.
  @Test func bandsMakeTheSamePicture() throws {
    for name in ["confusion", "calibration", "densities", "ecg-stacked"] {
      let scene = Scene(try #require(Gallery.charts.first { $0.name == name }).chart.drawing)
      let whole = try pixels(png(scene, 0.4, band: 100_000))
      #expect(whole.contains { $0 != 255 })
      for band in [1, 17, 256] { #expect(try pixels(png(scene, 0.4, band: band)) == whole, "\(name) by \(band)") }
    }
  }

  /// python3 -c "import zlib; print(hex(zlib.adler32(b'Wikipedia' * 2000)))"
  @Test func aStreamEndsWithItsChecksum() {
    let bytes = (0..<2000).flatMap { _ in Array("Wikipedia".utf8) }
    #expect(RunPacker.stream(bytes).suffix(4) == [0x4d, 0xa6, 0x0d, 0x55])
  }

  /// python3 -c "import zlib; print(hex(zlib.crc32(b'123456789')))"
  @Test func theChecksumIsPNGs() { #expect(PNGImage.crc(Array("123456789".utf8)) == 0xcbf4_3926) }

  @Test func lettersStandWithinTheirWidths() {
    let words = Scene.Words(
      text: "aVR 25 mm/s · 10 mm/mV", place: Point(10, 20), size: 10, isBold: false, anchor: .start,
      colour: Scene.Colour("#000")!, halo: nil, isUpright: false)
    let points = StrokeFont.lines(words).flatMap(\.points)
    let end = 10 + FontWidths.of(words.text, size: 10)
    #expect(points.allSatisfy { (10...end).contains($0.x) && (10...24).contains($0.y) })
  }

  private func lines(_ text: String) throws -> [Scene.Line] {
    StrokeFont.lines(
      Scene.Words(
        text: text, place: Point(10, 20), size: 10, isBold: false, anchor: .start,
        colour: try #require(Scene.Colour("#000")), halo: nil, isUpright: false))
  }

  @Test func lettersHaveTheirMarks() throws {
    func isBox(_ lines: [Scene.Line]) -> Bool { lines.count == 1 && lines[0].points.first == lines[0].points.last }
    #expect(isBox(try lines("漢")))
    for letter in "ÄäÖöÜüßéèêëñçøØåÅčřšžőğłįİŞș" {
      let text = String(letter)
      #expect(!isBox(try lines(text)), "\(text) is a box")
      #expect(try lines(text).flatMap(\.points).allSatisfy { (8...24).contains($0.y) }, "\(text)")
    }
    let bare = try lines("u").map(\.points), marked = try lines("ü").map(\.points)
    #expect(Array(marked.prefix(bare.count)) == bare && marked.count == bare.count + 2)
    // Over a capital the dots stand higher.
    let top = try #require(lines("U").flatMap(\.points).map(\.y).min())
    #expect(try lines("Ü").flatMap(\.points).contains { $0.y < top })
    // A dot gives way to what is set in its place.
    #expect(try lines("í").count == lines("i").count)
  }

  @Test func aMarkThatIsWrittenApartIsTheSame() throws {
    let joined = try lines("Z\u{FC}rich"), apart = try lines("Zu\u{308}rich")
    #expect(joined.map(\.points) == apart.map(\.points))
    #expect(FontWidths.of("u\u{308}", size: 10) == FontWidths.of("u", size: 10))
  }
}
