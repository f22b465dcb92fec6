import Interchange

/// Transfers made by the program `curl`, which every system with a network has: a client of our own would be most of the
/// program.
struct Curl: Sendable {
  /// How a transfer went wrong, by what can be done about it.
  enum Failure: Sendable, Equatable {
    /// The connection broke, or nothing came for long: what has come is good, and can be gone on with.
    case broken
    /// What has come cannot be gone on with: the server begins anew, or has fewer bytes.
    case unusable
    /// The server does not give this file.
    case refused
    /// Nothing more will come, of this file or another.
    case hopeless
  }

  /// What a file that is not whole yet has behind its name.
  static let suffix = ".part"

  /// The program.
  var program = "curl"
  /// Seconds without a byte after which a transfer is given up.
  var patience = 30
  /// How often a server that has no time is asked again.
  var retries = 3

  private var manners: [String] {
    [
      "--silent", "--fail", "--fail-early", "--location", "--proto", "=http,https", "--globoff", "--retry",
      "\(retries)", "--connect-timeout", "\(patience)", "--speed-time", "\(patience)", "--speed-limit", "1",
    ]
  }

  /// Returns what an address holds, which must not be more than `limit` bytes.
  func read(_ address: String, limit: Int, shouldStop: () -> Bool) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    let code = ChildProcess.run(program, manners + ["--url", address], shouldStop: shouldStop) { piece in
      bytes += piece
      return bytes.count <= limit
    }
    guard bytes.count <= limit else {
      throw FileError(file: address, expected: "at most \(limit) bytes", message: "there is more than a list holds")
    }
    guard code == 0 else { throw error(address, code) }
    return bytes
  }

  /// Brings files one after the other by one connection, each from where its part ends on; the first that fails is the last.
  ///
  /// - Parameter said: Told whenever one has ended, in their order; the last one may have failed.
  /// - Returns: The code that curl ended with, or nothing when there is none.
  func bring(
    _ files: [(address: String, path: String)], shouldStop: () -> Bool, said: () -> Void
  ) -> Int32? {
    let pairs = files.flatMap { ["--output", $0.path, "--url", $0.address] }
    // Errors are written at once; what goes to the output waits until curl ends.
    let report = ["--continue-at", "-", "--write-out", "%{stderr}\\n"]
    return ChildProcess.run(program, manners + report + pairs, hearing: .errors, shouldStop: shouldStop) { piece in
      for _ in 0..<piece.count(where: { $0 == 10 }) { said() }
      return true
    }
  }

  /// Returns what a code means for what is to be done.
  static func failure(_ code: Int32?) -> Failure {
    switch code {
    case 16, 18, 28, 52, 55, 56, 92: .broken
    case 33, 36: .unusable
    case 22, 78: .refused
    default: .hopeless
    }
  }

  /// Returns a code in words.
  func error(_ address: String, _ code: Int32?) -> FileError {
    let words =
      switch code {
      case nil: "\(program) could not be started: install it (apt install curl), or bring the files by hand"
      case 1, 3: "this is no address of http or https"
      case 5, 6, 7: "the server cannot be reached; try again later, or name a mirror (--mirror URL)"
      case 22, 78: "the server has no such file, or does not give it to everybody"
      case 23: "the file cannot be written: is the disk full, or the folder somebody else's?"
      case 35, 51, 53, 54, 58, 59, 60, 66, 77, 80, 83, 90, 91: "the server's certificate cannot be trusted"
      case 16, 18, 28, 52, 55, 56, 92: "the transfer broke off; run this again to go on where it stopped"
      case .some(let code): "the transfer failed (curl ended with \(code)); run this again to go on where it stopped"
      }
    return FileError(file: address, message: words)
  }
}
