import Interchange
import Testing

@Suite struct InflateTests {
  @Test func copiesStoredBlocks() throws {
    let stored: [UInt8] = [0x78, 0x01, 0x01, 0x03, 0x00, 0xFC, 0xFF, 0x61, 0x62, 0x63, 0x02, 0x4D, 0x01, 0x27]
    #expect(try Inflate.zlib(stored[...], limit: 10, file: "z") == Array("abc".utf8))
  }

  /// `python3 -c "import zlib; print(zlib.compress(b'einthoven ' * 30, 9).hex())"`
  @Test func inflatesFixedCodesAndRepeats() throws {
    let bytes = hex("78da4bcdcc2bc9c82f4bcd53481d65116001009b3d7621")
    #expect(
      try Inflate.zlib(bytes[...], limit: 300, file: "z") == Array(String(repeating: "einthoven ", count: 30).utf8))
    let error = #expect(throws: FileError.self) { try Inflate.zlib(bytes[...], limit: 299, file: "z") }
    #expect(error?.expected == "at most 299 bytes")
  }

  /// `zlib.compress(t, 9).hex()` of `r = random.Random(1); t = bytes(r.choice(b"abcdefgh__etaoin") for _ in range(300))`
  @Test func inflatesDynamicCodes() throws {
    let bytes = hex(InflateTests.dynamic)
    #expect(try Inflate.zlib(bytes[...], limit: 1000, file: "z") == Array(InflateTests.text.utf8))
  }

  @Test func refusesEveryTruncationAndNoticesEveryFlippedBit() {
    let bytes = hex(InflateTests.dynamic)
    for length in 0..<bytes.count {
      #expect(throws: FileError.self) { try Inflate.zlib(bytes[..<length], limit: 1000, file: "z") }
    }
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 4
      let result = try? Inflate.zlib(damaged[...], limit: 1000, file: "z")
      // Two bytes of the header may differ without harm, as long as they check; the data may not.
      #expect(result == nil || result == Array(InflateTests.text.utf8))
    }
  }

  private func hex(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    var rest = Substring(text)
    while rest.count >= 2 {
      result.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
      rest = rest.dropFirst(2)
    }
    return result
  }

  private static let dynamic = """
    78da1d8fb911044108034355891f071cf2af9b3d2c0ca9695c61d3c3b421978d32e737b9ac9ebaaa06d702e69bc050a6b871
    a76dc11b8e8011c52cdebd2c3d57e672e7f6e8cd8a50882a9b28581c340201b4cf18c10f6cf80ebeb2446ff5b7adc053a00a
    c4c229d921ccb3dcfc7a437fe548f73fe0b9948a7a44c271ee861a379755be88514b71b0863d63ea9a646d5847852ddf6b6e
    e942e2393b55bd9fd41c1e2feb14fa03642a7755
    """.filter { !$0.isWhitespace }

  private static let text = """
    ec_dninagdnaaoai_hdeaaaaagoahinhthhi_aodf_deog__nabnhaofttcidfatnanb_affhaghatti_aaegobntgontotaeiah
    ffc_bccaia_h_dft_cff_f__iennda_aeog_d_goahaaebfiohihaaeob_egb_cc__fo_eabgifbagtdgognda_naea_afgeeeog
    _datnhcbceffg_e_teed_hnedebocaeeedachc_t_di_db_aacodbghofdifhfdoa__nedgebaa_eiaeacceid_gnt_fg_ghtc_c
    """.replacing("\n", with: "")
}
