import CommandLineKit
import Testing

@Suite struct TerminalTests {
  /// Shows steps that are `milliseconds` apart.
  private func bar(_ recorded: Recorded, steps: Int, milliseconds: Int) -> [String] {
    var time = Duration.zero
    var line = ProgressLine(recorded.console, now: { time })
    for step in 1...steps {
      line.show("epoch 1", done: step, of: steps, unit: "steps", figures: [("loss", "0.5"), ("best", "0.9")])
      time += .milliseconds(milliseconds)
    }
    line.end()
    return recorded.errors.split(separator: "\r").map(String.init)
  }

  @Test func aBarIsDrawnAtMostTwentyTimesASecond() {
    let drawn = bar(Recorded(isTerminal: true), steps: 1001, milliseconds: 1)
    // The first, one each 50 ms, and the erasing; the last step falls on such a moment.
    #expect(drawn.count == 1 + 20 + 1)
    #expect(drawn.last == "\u{1B}[2K")
  }

  @Test func aBarSaysHowFastAndHowLong() {
    let drawn = bar(Recorded(isTerminal: true), steps: 11, milliseconds: 100)
    #expect(drawn[0] == "\u{1B}[2Kepoch 1 ━─────────────────── 9 %  loss 0.5  best 0.9")
    #expect(drawn[5] == "\u{1B}[2Kepoch 1 ━━━━━━━━━━────────── 54 %  10.0 steps/s  1 s left  loss 0.5  best 0.9")
    #expect(drawn[10] == "\u{1B}[2Kepoch 1 ━━━━━━━━━━━━━━━━━━━━ 100 %  10.0 steps/s  1 s  loss 0.5  best 0.9")
  }

  @Test func aBarFitsItsLine() {
    for width in [30, 45, 60] {
      let drawn = bar(Recorded(isTerminal: true, width: width), steps: 11, milliseconds: 100)
      for line in drawn { #expect(line.count - 4 < max(width, 36)) }
    }
  }

  @Test func withoutATerminalOnlyWhatIsSaidIsSeen() {
    let recorded = Recorded()
    #expect(bar(recorded, steps: 10, milliseconds: 100).isEmpty)
    var line = ProgressLine(recorded.console)
    line.show("epoch", done: 1, of: 2, unit: "steps")
    line.say("epoch 1 done")
    line.end()
    #expect(recorded.errors == "epoch 1 done\n")
  }

  @Test func quietLeavesOnlyErrors() {
    let recorded = Recorded(isTerminal: true)
    var console = recorded.console
    console.isQuiet = true
    var line = ProgressLine(console)
    line.show("epoch", done: 1, of: 2, unit: "steps")
    console.note("a note")
    console.complain("a complaint")
    #expect(recorded.errors == "a complaint\n")
  }

  @Test func stylesAreForColouredScreensOnly() {
    let plain = Screen(isTerminal: true, isColoured: false, width: 80) { _ in }
    let coloured = Screen(isTerminal: true, isColoured: true, width: 80) { _ in }
    #expect(plain.styled("word", .bold) == "word")
    #expect(coloured.styled("word", .bold, .red) == "\u{1B}[1;31mword\u{1B}[0m")
    #expect(coloured.styled("", .bold).isEmpty)
  }

  @Test func tablesAlignNumbersToTheRight() {
    var table = TextTable(["metric", "value", "note"])
    table.add(["macro F1", "0.91 ± 0.02", "good"])
    table.add(["n", "1200", ""])
    table.add(["missing", "–", "none"])
    #expect(
      table.text() == """
        metric          value  note
        macro F1  0.91 ± 0.02  good
        n                1200
        missing             –  none
        """)
  }

  @Test func figuresAreShort() {
    #expect(Figure.fixed(-0.0004, places: 3) == "0.000")
    #expect(Figure.fixed(-1.005, places: 1) == "-1.0")
    #expect(Figure.fixed(.nan, places: 2) == "–")
    #expect([0.1234, 1.234, 12.34, 123.4].map(Figure.short) == ["0.123", "1.23", "12.3", "123"])
    #expect([8, 80, 7500].map(Figure.time) == ["8 s", "1 min 20 s", "2 h 5 min"])
  }

  @Test func theNearestWordIsFound() {
    let words = ["train", "transfer", "predict", "inspect"]
    #expect(Nearest.word(to: "tarin", among: words) == "train")
    #expect(Nearest.word(to: "Predicts", among: words) == "predict")
    #expect(Nearest.word(to: "transf", among: words) == "transfer")
    #expect(Nearest.word(to: "bake", among: words) == nil)
    #expect(Nearest.word(to: "", among: words) == nil)
    #expect(Nearest.word(to: "f1", among: ["accuracy", "macroF1", "microF1"]) == "macroF1")
    #expect(Nearest.word(to: "1", among: ["macroF1"]) == nil)
    #expect(Nearest.word(to: "fsh", among: ["bash", "zsh", "fish"]) == "fish")
  }

  @Test func whatFilesSayDrivesNoTerminal() {
    let recorded = Recorded(isTerminal: true)
    let hostile = "A\u{1B}[31mred\u{9B}2J\r\u{7F}\tB"
    recorded.console.print(hostile)
    recorded.console.write(hostile + "\n")
    #expect(recorded.output == "A?[31mred?2J??\tB\nA?[31mred?2J??\tB\n")
    recorded.console.note(hostile)
    recorded.console.complain(hostile)
    #expect(recorded.errors == "A?[31mred?2J??\tB\nA?[31mred?2J??\tB\n")
    // Through a pipe data stay what they are.
    let piped = Recorded()
    piped.console.write(hostile)
    #expect(piped.output == hostile)
  }

  @Test func messagesAreBrokenAtSpacesOnATerminalAlone() {
    let text = "train: one word after another, and /a/path/that/is/wider/than/the/line\n  indented: a  b c d e f g h i"
    let recorded = Recorded(isTerminal: true, width: 24)
    recorded.console.note(text)
    recorded.console.complain("short")
    #expect(
      recorded.errors == """
        train: one word after
        another, and
        /a/path/that/is/wider/than/the/line
          indented: a  b c d e f
          g h i
        short

        """)
    let piped = Recorded(width: 24)
    piped.console.note(text)
    #expect(piped.errors == text + "\n")
  }
}
