/// Text from files and callers, made fit to be shown: it may hold anything, and none of it may drive the terminal.
extension String {
  /// The text with a question mark for every control character but line ends and tabs.
  var plain: String {
    func isControl(_ scalar: Unicode.Scalar) -> Bool {
      scalar.value < 32 && scalar != "\n" && scalar != "\t" || (127..<160).contains(scalar.value)
    }
    guard unicodeScalars.contains(where: isControl) else { return self }
    return String(UnicodeScalarView(unicodeScalars.map { isControl($0) ? "?" : $0 }))
  }
}
