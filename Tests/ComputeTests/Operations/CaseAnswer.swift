@testable import Compute

/// What a case's reference says for one number of examples: the value, and slopes by central differences in Float64.
struct CaseAnswer {
  /// The slope along some elements of an input or a parameter.
  struct Slope {
    let field: Case.Field
    let isInput: Bool
    let elements: [Int]
    let slopes: [Double]
  }

  let count: Int
  let values: [String: [Float]]
  let mixer: [Float]
  let output: [Double]
  let slopes: [Slope]
  let carried: [String: [Double]]

  static let seed: UInt64 = 41
  static let step: UInt64 = 7
  /// Each field's slopes are measured at no more elements than this, spread evenly.
  static let most = 40
  /// Half the distance of a difference: rounding in Float64 and the third derivative both stay below 1e-9.
  private static let reach = 1e-5

  init(_ sample: Case, count: Int) {
    self.count = count
    var values: [String: [Float]] = [:]
    var shapes: [String: Shape] = [:]
    for (fields, copies) in [(sample.inputs, count), (sample.parameters, 1)] {
      for field in fields {
        values[field.name] = CaseAnswer.numbers(field, field.shape.count * copies, "\(sample.name)/\(field.name)")
        shapes[field.name] = field.shape
      }
    }
    self.values = values
    let exact = values.mapValues { $0.map(Double.init) }
    var setting = Case.Setting(
      fields: shapes, values: exact, base: exact, count: count, seed: CaseAnswer.seed, step: CaseAnswer.step)
    output = sample.reference(setting)
    carried = sample.carried(setting)

    let isNumber = sample.drawn().output.type.span == .batch
    let mixer = isNumber ? [] : Hashed.uniform("\(sample.name)/r", output.count)
    self.mixer = mixer
    let loss = { (setting: Case.Setting) -> Double in
      let output = sample.reference(setting)
      return isNumber ? output[0] * Case.factor : zip(output, mixer).reduce(0) { $0 + $1.0 * Double($1.1) }
    }
    var slopes: [Slope] = []
    for (fields, isInput) in [(sample.inputs, true), (sample.parameters, false)] {
      for field in fields where field.isLearnt {
        let size = exact[field.name]?.count ?? 0
        let chosen =
          size <= CaseAnswer.most ? Array(0..<size) : (0..<CaseAnswer.most).map { $0 * size / CaseAnswer.most }
        let measured = chosen.map { element -> Double in
          let middle = exact[field.name]?[element] ?? 0
          setting.values[field.name]?[element] = middle + CaseAnswer.reach
          let above = loss(setting)
          setting.values[field.name]?[element] = middle - CaseAnswer.reach
          let below = loss(setting)
          setting.values[field.name]?[element] = middle
          return (above - below) / (2 * CaseAnswer.reach)
        }
        slopes.append(Slope(field: field, isInput: isInput, elements: chosen, slopes: measured))
      }
    }
    self.slopes = slopes
  }

  private static func numbers(_ field: Case.Field, _ count: Int, _ name: String) -> [Float] {
    switch field.kind {
    case .uniform(let low, let high): Hashed.uniform(name, count, low, high)
    case .classes(let classes): (0..<count).map { Float(Int(Hashed.unit(name, $0) * Double(classes))) }
    case .shares: Hashed.uniform(name, count, 0, 1)
    case .bits: (0..<count).map { Hashed.unit(name, $0) < 0.5 ? 0 : 1 }
    }
  }
}
