/// The kinds of numbers in a safetensors file, in the order in which the format's reference sorts them: the last ones'
/// tensors come first in a file.
public enum SafetensorsType: String, Sendable, Hashable, CaseIterable {
  case bool = "BOOL"
  case float4 = "F4"
  case float6e2m3 = "F6_E2M3"
  case float6e3m2 = "F6_E3M2"
  case uint8 = "U8"
  case int8 = "I8"
  case float8e5m2 = "F8_E5M2"
  case float8e4m3 = "F8_E4M3"
  case float8e8m0 = "F8_E8M0"
  case float8e4m3fnuz = "F8_E4M3FNUZ"
  case float8e5m2fnuz = "F8_E5M2FNUZ"
  case int16 = "I16"
  case uint16 = "U16"
  case half = "F16"
  case brain = "BF16"
  case int32 = "I32"
  case uint32 = "U32"
  case single = "F32"
  case complex64 = "C64"
  case double = "F64"
  case int64 = "I64"
  case uint64 = "U64"

  /// The bits that a number takes.
  public var bits: Int {
    switch self {
    case .float4: 4
    case .float6e2m3, .float6e3m2: 6
    case .bool, .uint8, .int8, .float8e5m2, .float8e4m3, .float8e8m0, .float8e4m3fnuz, .float8e5m2fnuz: 8
    case .int16, .uint16, .half, .brain: 16
    case .int32, .uint32, .single: 32
    case .complex64, .double, .int64, .uint64: 64
    }
  }

  /// Returns how many bytes a tensor of a shape takes, or nothing when that is beyond counting or no whole number.
  func size(of shape: [Int]) -> (bytes: Int, isTooLarge: Bool, isBroken: Bool) {
    var wanted = bits
    for axis in shape {
      let (product, isTooLarge) = wanted.multipliedReportingOverflow(by: axis)
      if isTooLarge { return (0, true, false) }
      wanted = product
    }
    return (wanted / 8, false, wanted % 8 != 0)
  }

  /// Where the reference puts the kind: higher ones first.
  var rank: Int { SafetensorsType.allCases.firstIndex(of: self) ?? 0 }
}
