/// Records of the challenges of 2020 and 2021 that are known to be bad, after the list that torch_ecg keeps.
enum KnownBadRecords {
  /// Returns what is known to be wrong with a record.
  static func flags(of record: String) -> [String] { table[record].map { [$0] } ?? [] }

  private static let table: [String: String] = {
    var table: [String: String] = [:]
    for name in ["I0002", "I0069"] { table[name] = "known bad: unreadable in parts" }
    for name in ["E04603", "E06072", "E06909", "E07675", "E07941", "E08321"] {
      table[name] = "known bad: spikes at the R waves"
    }
    for number in missing { table["JS\(number)"] = "known bad: missing samples" }
    for name in ["Q0400", "Q2961"] { table[name] = "known bad: flat in every lead" }
    for name in ["JS00344", "JS03287"] { table[name] = "known bad: stray commas among the diagnoses" }
    return table
  }()

  private static let missing = [
    10765, 10767, 10890, 10951, 11887, 11897, 11956, 12751, 13181, 14161, 14343, 14627, 14659, 15624, 16169, 16222,
    16813, 19309, 19708, 20330, 20656, 21144, 21617, 21668, 21701, 21853, 21881, 23116, 23450, 23482, 23588, 23786,
    23950, 24016, 25106, 25322, 25458, 26009, 26130, 26145, 26245, 26605, 26793, 26843, 26977, 27034, 27170, 27271,
    27278, 27407, 27460, 27835, 27985, 28075, 28648, 28757, 33280, 34479, 34509, 34788, 34868, 34879, 35050, 35065,
    35192, 35654, 35727, 36015, 36018, 36189, 36244, 36568, 36731, 37105, 37173, 37176, 37439, 37592, 37609, 37781,
    38231, 38252, 41844, 41908, 41935, 42026, 42330,
  ]
}
