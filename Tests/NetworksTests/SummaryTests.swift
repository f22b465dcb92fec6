import Compute
import Networks
import Testing

@Suite struct SummaryTests {
  /// Beton, table 2: the lengths of what each layer makes, and what each learns. The table's head is that of 4 labels.
  @Test func theLeadNetworkIsThatOfTheTable() {
    let summary = Architecture(Lead(outputs: 4)).summary
    let layers = summary.layers
    #expect(layers.prefix(8).map { $0.shape[0] } == [981, 489, 478, 237, 230, 113, 110, 53])
    #expect(layers.map(\.parameters).filter { $0 > 0 } == [168, 1552, 4128, 4128, 6272, 6272, 132])
    #expect(summary.parameters == 22_652)
    #expect(
      layers.map(\.layer) == [
        "conv1", "maxPool(5/2)", "conv2", "maxPool(5/2)", "conv3", "maxPool(5/2)", "conv4", "maxPool(5/2)", "lstm1",
        "lstm2", "meanOverTime", "head",
      ])
    // Kernel 20; a pool adds 4 samples; then steps are 2, 4, 8 and 16 samples apart.
    #expect(
      layers.map(\.receptiveField) == [20, 24, 46, 54, 82, 98, 122, 154, nil, nil, nil, nil])
    // A convolution's multiplications and additions, and its rectifier.
    #expect(layers[0].work == 2 * 981 * 20 * 8 + 981 * 8)
    #expect(
      summary.stages.map(\.layer) == [
        "conv1", "conv2", "conv3", "conv4", "lstm1", "lstm2", "mean", "head",
      ])
    #expect(summary.stages[0].shape == [489, 8] && summary.stages[0].parameters == 168)
    #expect(summary.stages.reduce(0) { $0 + $1.work } == summary.work)
    let lines = "\(summary)".split(separator: "\n")
    #expect(lines.count == 14)
    #expect(lines[1].hasPrefix("conv1") && lines[1].contains("981×8") && lines[1].contains("168"))
    #expect(lines[13].hasPrefix("lead, in all") && lines[13].contains("22\u{202F}652"))
  }

  @Test func copiesOfOneTrunkAreOneRow() {
    let lead = Architecture(Lead()).summary
    let many = Architecture(Embedded(of: Lead(), leads: 12, crossChannel: ["conv2"])).summary
    let trunk = lead.parameters - 99
    #expect(many.parameters == 12 * trunk + 12 * 96 + 3 + 192 * 193)
    let first = many.layers.first { $0.layer == "leads.*.conv1" }
    #expect(first?.parameters == 12 * 168 && first?.shape == [981, 8])
    #expect(many.layers.filter { $0.layer == "leads.*.maxPool(5/2)" }.map { $0.shape[0] } == [489, 237, 113, 53])
    #expect(many.layers.first { $0.layer == "cross.conv2" }?.shape == [237, 192])
    #expect(many.layers.first { $0.layer == "cross.conv2" }?.receptiveField == 54)
  }

  @Test func flatteningIsARowOfItsOwn() {
    let rows = Architecture(FlatLSTM(samples: 100, isBidirectional: true, outputs: 5)).summary.layers
    #expect(rows.map(\.layer) == ["lstm", "reshape(20000)", "fc"])
    #expect(rows.map(\.shape) == [[100, 200], [20_000], [5]])
    let beat = Architecture(Beat()).summary.stages
    #expect(beat.map(\.shape) == [[187, 32], [92, 32], [44, 32], [20, 32], [8, 32], [2, 32], [64], [32], [5]])
  }

  @Test func windowsOfSeveralStepsAreSeen() {
    let stem = Architecture(XResNet1d(outputs: 5)).summary.stages[0]
    // 5 at stride 2, 5, 5, then a pool of 3: 5 + 2·4 + 2·4 + 2·2.
    #expect(stem.receptiveField == 25 && stem.shape == [250, 64])
  }
}
