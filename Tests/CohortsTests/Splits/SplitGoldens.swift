/// Splits as they are on every machine, made by Scripts/goldens/splits.py.
enum SplitGoldens {
  static let folds: [[String]] = [["e2", "e3", "e4", "e5"], ["e6", "e7", "e8", "e9"], ["e0", "e1", "e10", "e11"]]
  static let fractions: [[String]] = [["e2", "e3", "e6", "e7", "e10", "e11"], ["e0", "e1", "e4", "e5", "e8", "e9"]]
  static let out: [[String]] = [["e2", "e3", "e6", "e7"], ["e0", "e1", "e11"], ["e4", "e5", "e10"], ["e8", "e9"]]
}
