import Einthoven
import Testing

/// What the documentation shows is run, and says what it says there.
@Suite struct ExampleTests {
  @Test func aCheckpointIsAskedAboutARecord() async throws {
    let output = try await output(
      #require(processExitsWith: .success, observing: [\.standardOutputContent]) {
        try Workplace.use(predicting)
      })
    #expect(output.contains("0001: ") && output.contains(" windows\nNORM 0."), "\(output)")
  }

  @Test func aNetworkIsCarriedOver() async throws {
    let output = try await output(
      #require(processExitsWith: .success, observing: [\.standardOutputContent]) {
        try Workplace.use(carryingOver)
      })
    #expect(output.contains("embedded, head shared among the leads, the head kept, nothing frozen"), "\(output)")
    #expect(output.contains("\n0001: ") && output.contains("(NORM 0."), "\(output)")
  }

  @Test func aNetworkIsDrawnAndTrained() async throws {
    let output = try await output(
      #require(processExitsWith: .success, observing: [\.standardOutputContent]) {
        // Five kinds of beat: a bump at five places.
        let labels = (0..<32).map { Float($0 % 5) }
        let beats = labels.flatMap { kind in
          (0..<187).map { sample -> Float in abs(sample - 20 - 35 * Int(kind)) < 8 ? 1 : 0 }
        }
        drawingNetworks(beats: beats, labels: labels)
      })
    let words = output.split(separator: " ")
    let loss = try #require(words.first.flatMap { Float($0) })
    // Of five kinds the loss begins near ln 5 = 1.61.
    #expect(loss < 0.4 && output.contains(" 160\n"), "\(output)")
    #expect(output.contains("convolution(32@5 pad 2,2) + add + maxPool(5/2) + relu"), "\(output)")
  }

  @Test func aCaseIsTimed() async throws {
    let output = try await output(
      #require(processExitsWith: .success, observing: [\.standardOutputContent]) { timingACase() })
    #expect(output.contains(" ms a prediction, "), "\(output)")
  }

  @Test func aLineIsFitted() async throws {
    let output = try await output(
      #require(processExitsWith: .success, observing: [\.standardOutputContent]) { fittingALine() })
    let figures = output.split(whereSeparator: \.isWhitespace).compactMap { Float($0) }
    try #require(figures.count == 2)
    #expect(abs(figures[0] - 2) < 0.01 && abs(figures[1] - 1) < 0.01, "\(output)")
  }

  @Test func weightsAreWrittenAndAWrongFileIsSaid() async throws {
    let output = try await output(
      #require(processExitsWith: .success, observing: [\.standardOutputContent]) {
        try Workplace.use(writingWeights)
      })
    #expect(output.hasPrefix("[2, 3] [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]\nhead.safetensors "), "\(output)")
  }

  @Test func networksAreLookedAt() async throws {
    let output = try await output(
      #require(processExitsWith: .success, observing: [\.standardOutputContent]) { lookingAtNetworks() })
    #expect(output.contains("conv1") && output.contains("weights in 12 leads, for"), "\(output)")
  }

  @Test func beatsAreCounted() async throws {
    let output = try await output(
      #require(processExitsWith: .success, observing: [\.standardOutputContent]) { try countingBeats() })
    #expect(output.hasPrefix("12 leads, 250.0 Hz, "), "\(output)")
  }

  @Test func aCohortIsPartedByPatient() async throws {
    let output = try await output(
      #require(processExitsWith: .success, observing: [\.standardOutputContent]) { try partingACohort() })
    #expect(output.contains("patients in two parts: []"), "\(output)")
    #expect(output.contains("1 windows of 250 samples in [\"II\", \"V1\"]"), "\(output)")
  }

  @Test func aNetworkIsTrained() async throws {
    let output = try await output(
      #require(processExitsWith: .success, observing: [\.standardOutputContent]) {
        try Workplace.use(training)
      })
    #expect(output.contains("[\"NORM\", \"AFIB\"] [\"II\"] 150.0"), "\(output)")
  }

  @Test func sourcesAreRanked() async throws {
    let output = try await output(
      #require(processExitsWith: .success, observing: [\.standardOutputContent]) {
        try Workplace.use(rankingSources)
      })
    #expect(output.contains("lead.safetensors") && output.contains("melep"), "\(output)")
  }

  @Test func aSplitIsAudited() async throws {
    let output = try await output(
      #require(processExitsWith: .success, observing: [\.standardOutputContent]) { try auditingASplit() })
    #expect(output.hasPrefix("leaking") && output.contains("\nclean"), "\(output)")
  }

  @Test func anECGIsDrawn() async throws {
    let output = try await output(
      #require(processExitsWith: .success, observing: [\.standardOutputContent]) {
        try Workplace.use {
          try drawingAnECG()
          try Workplace.show(["ecg.svg", "loss.pdf"])
        }
      })
    #expect(output.hasPrefix("series,epoch,loss,low,high\ntraining,1,0.71,,\n"), "\(output)")
    #expect(output.contains(">25 mm/s · 10 mm/mV · 400 Hz · 0.0 to 10.0 s</text>"), "\(output.suffix(2000))")
    for part in [">A made patient</text>", ">aVR</text>", "%PDF-1.4\n"] { #expect(output.contains(part), "\(part)") }
  }

  @Test func aPageTellsOfAnAudit() async throws {
    let output = try await output(
      #require(processExitsWith: .success, observing: [\.standardOutputContent]) {
        try Workplace.use {
          try tellingOfAnAudit()
          try Workplace.show(["audit/report.html"])
        }
      })
    #expect(output.hasPrefix("Clean"), "\(output.prefix(400))")
    #expect(output.contains("<h2>Verdict</h2>") && output.contains("<h2>A record</h2>"))
    #expect(output.contains(">25 mm/s · 10 mm/mV · 250 Hz · 0.0 to 4.0 s<"))
  }

  @Test func aCommandIsDeclared() async throws {
    let output = try await output(
      #require(processExitsWith: .success, observing: [\.standardOutputContent]) { declaringACommand() })
    #expect(output.hasPrefix("5000 samples\nends with 0\nExamples:\n  samples count 10"), "\(output)")
    #expect(output.contains("--rate HZ  samples a second (default: 250)"), "\(output)")
    #expect(
      output.hasSuffix(
        "samples count: unknown option '--raet'; did you mean '--rate'? Try 'samples count --help'\nends with 2\n"),
      "\(output)")
  }

  private func output(_ result: ExitTest.Result) -> String {
    String(decoding: result.standardOutputContent, as: UTF8.self)
  }
}
