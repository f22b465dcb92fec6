import Charts
import Interchange
import Leakage
import Learning

extension AuditReport {
  /// Returns the page of an audit: the verdict, what it rests on, and how much believing the split would cost.
  ///
  /// - Parameters:
  ///   - pictures: What similarity looks like.
  ///   - command: What was typed.
  ///   - limit: Pairs that are listed.
  package func page(pictures: [any Chart] = [], command: String? = nil, limit: Int = 20) -> ReportPage {
    ReportPage(
      title: "Audit of \(overlap.subject)", question: "Can a figure that is measured across this be believed?",
      answer: [overlap.words, similarity?.words, gap?.words].compactMap(\.self),
      sections: overlap.pageSections(limit: limit) + (similarity.map { [$0.pageSection(pictures)] } ?? [])
        + (gap.map { [$0.pageSection] } ?? []) + [provenance(command)])
  }

  private func provenance(_ command: String?) -> ReportPage.Section {
    .init(
      "Where it comes from",
      [.facts([("program", "einthoven \(Version.current)"), ("audited", overlap.subject)])]
        + (command.map { [.code($0)] } ?? []))
  }
}

extension OverlapReport {
  /// The verdict in its box, and the evidence.
  fileprivate func pageSections(limit: Int) -> [ReportPage.Section] {
    let blocks: [ReportPage.Block] = [
      .verdict(.init(verdict, reasons.map { $0.prefix(1).uppercased() + $0.dropFirst() + "." } + advice)),
      .table(
        .init(
          columns: ["side", "examples", "records", "patients", "of unknown patients"],
          rows: sides.map { [$0.name, "\($0.examples)", "\($0.records)", "\($0.patients)", "\($0.unknownPatients)"] })),
      .prose("\(counted(counts.records, "record")) looked at; signals compared: \(counts.compared)."),
    ]
    var sections = [ReportPage.Section("Verdict", blocks)]
    sections += Self.listed("On both sides", pairs, limit, "")
    sections += Self.listed(
      "Duplicates on one side", duplicates, limit, "They are no leak, but they count twice. ")
    if !notCompared.isEmpty {
      let rows = notCompared.prefix(limit).map { [$0.record, $0.remark] }
      sections.append(
        .init(
          "Signals that were not compared",
          [
            .table(
              .init(
                Self.told(rows.count, of: notCompared.count), columns: ["record", "why"], rows: Array(rows), remarks: 1)
            )
          ]))
    }
    return sections
  }

  /// A table of the pairs that are shown, and how many there are of each kind.
  private static func listed(
    _ title: String, _ pairs: [Pair], _ limit: Int, _ words: String
  ) -> [ReportPage.Section] {
    guard !pairs.isEmpty else { return [] }
    let shown = Self.shown(pairs, limit: limit)
    let kinds = Kind.allCases.compactMap { kind -> String? in
      let count = pairs.count { $0.kind == kind }
      return count > 0 ? "\(kind.rawValue): \(count)" : nil
    }
    let rows = shown.map { pair in
      [
        pair.kind.rawValue, "\(pair.first.side): \(pair.first.record)", "\(pair.second.side): \(pair.second.record)",
        pair.patient ?? "–", pair.why,
      ]
    }
    return [
      .init(
        title,
        [
          .prose(words + kinds.joined(separator: ", ") + "."),
          .table(
            .init(
              told(shown.count, of: pairs.count), columns: ["kind", "one", "other", "patient", "why"], rows: rows,
              words: 4, remarks: 1)),
        ])
    ]
  }

  private static func told(_ shown: Int, of all: Int) -> String {
    shown < all ? "\(shown) of \(all); audit.json lists all." : ""
  }
}

extension ReportPage.Verdict {
  /// The box of an audit's verdict.
  init(_ verdict: Leakage.Verdict, _ reasons: [String]) {
    let word = verdict.rawValue
    self.init(Kind(verdict), word.prefix(1).uppercased() + word.dropFirst(), reasons)
  }
}

extension ReportPage.Verdict.Kind {
  /// What an audit's verdict looks like.
  init(_ verdict: Leakage.Verdict) {
    switch verdict {
    case .clean: self = .good
    case .leaking: self = .bad
    case .cannotVerify: self = .unknown
    }
  }
}
