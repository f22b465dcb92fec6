extension StateDictionaryMap {
  /// Networks of others whose names are known, as `einthoven import` calls them.
  public static let layouts: [(name: String, about: String, map: StateDictionaryMap)] = [
    ("melep", "resNet1d18, resNet1d50, resNet1d101, lstm, biLSTM of cuongvng/melep-ecg: the names are the same", melep),
    ("ptbxl-xresnet1d", "xresnet1d50 and 101 of helme/ecg_ptbxl_benchmarking", benchmarkXResNet1d),
    ("ptbxl-lstm", "lstm_bidir of helme/ecg_ptbxl_benchmarking", benchmarkLSTM),
    ("ptbxl-inception1d", "inception1d of helme/ecg_ptbxl_benchmarking", benchmarkInception1d),
  ]

  /// The networks of Nguyen et al., which bear torchvision's names, as ours do: `conv1`, `layer1.0.bn1`, `fc1`, `fc2`.
  ///
  /// `resnet1d101.py`, `bi_lstm.py` at github.com/cuongvng/melep-ecg, 390b19d.
  public static let melep = StateDictionaryMap()

  /// The PTB-XL benchmark's residual networks, a row of numbered modules: stem 0–2, pool 3, groups 4–7, head 8.
  ///
  /// `code/models/xresnet1d.py` at github.com/helme/ecg_ptbxl_benchmarking, ff776de. A block holds its convolutions twice,
  /// as `convs` and within `convpath`: one of the two is skipped.
  public static let benchmarkXResNet1d: StateDictionaryMap = {
    var rules = [Rule("*.*.convpath.**", nil)]
    for layer in 0..<3 {
      rules.append(Rule("\(layer).0.*", "stem.\(layer).conv.*"))
      rules.append(Rule("\(layer).1.*", "stem.\(layer).norm.*"))
    }
    for group in 0..<4 {
      for layer in 0..<3 {
        rules.append(Rule("\(group + 4).*.convs.\(layer).0.*", "stages.\(group).*.conv\(layer + 1).*"))
        rules.append(Rule("\(group + 4).*.convs.\(layer).1.*", "stages.\(group).*.norm\(layer + 1).*"))
      }
      rules.append(Rule("\(group + 4).*.idpath.0.0.*", "stages.\(group).*.shortcut.conv.*"))
      rules.append(Rule("\(group + 4).*.idpath.0.1.*", "stages.\(group).*.shortcut.norm.*"))
    }
    return StateDictionaryMap(rules + benchmarkHead("8", from: 2))
  }()

  /// The PTB-XL benchmark's bidirectional LSTM: LSTM 2, head 5. `code/models/rnn1d.py`, ff776de.
  public static let benchmarkLSTM = StateDictionaryMap([Rule("2.*", "lstm.*")] + benchmarkHead("5", from: 1))

  /// The PTB-XL benchmark's InceptionTime: blocks `im`, shortcuts `sk`. `code/models/inception1d.py`, ff776de.
  public static let benchmarkInception1d = StateDictionaryMap(
    [
      Rule("layers.0.im.*.bottleneck.*", "blocks.*.bottleneck.*"),
      Rule("layers.0.im.*.convs.*.*", "blocks.*.convs.*.*"),
      Rule("layers.0.im.*.conv_bottle.1.*", "blocks.*.pooled.*"),
      Rule("layers.0.im.*.bn_relu.0.*", "blocks.*.norm.*"),
      Rule("layers.0.sk.*.conv.*", "shortcuts.*.conv.*"),
      Rule("layers.0.sk.*.bn.*", "shortcuts.*.norm.*"),
    ] + benchmarkHead("layers.1", from: 2))

  /// The benchmark's head: norm, dropout, layer, rectifier, norm, dropout, layer (fastai's `bn_drop_lin`, twice).
  private static func benchmarkHead(_ place: String, from first: Int) -> [Rule] {
    let layers = [(0, "norm1"), (2, "linear1"), (4, "norm2"), (6, "linear2")]
    return layers.map { Rule("\(place).\(first + $0).*", "head.\($1).*") }
  }
}
