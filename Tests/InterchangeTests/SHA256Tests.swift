import Testing

@testable import Interchange

@Suite struct SHA256Tests {
  /// python3 -c "import hashlib; [print(n, hashlib.sha256(bytes(i % 251 for i in range(n))).hexdigest()) for n in (0, 3, 55, 56, 64, 1000)]"
  @Test(arguments: [
    (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (3, "ae4b3280e56e2faf83f414a6e3dabe9d5fbe18976544c05fed121accb85b53fc"),
    (55, "463eb28e72f82e0a96c0a4cc53690c571281131f672aa229e0d45ae59b598b59"),
    (56, "da2ae4d6b36748f2a318f23e7ab1dfdf45acdc9d049bd80e59de82a60895f562"),
    (64, "fdeab9acf3710362bd2658cdc9a29e8f9c757fcf9811603a8c447cd1d9151108"),
    (1000, "4e4c294b331f7a2099a379bec34b9f9fc03dc46ab465d998f4d683da53487e6d"),
  ]) func sumsAreThoseOfPython(count: Int, sum: String) {
    let bytes = (0..<count).map { UInt8($0 % 251) }
    for step in [1, 7, 64, 1001] {
      var hash = SHA256()
      for start in stride(from: 0, to: count, by: step) { hash.update(Array(bytes[start..<min(count, start + step)])) }
      #expect(hash.hex() == sum)
    }
  }
}
