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
    // Behind the bytes stands what the server called them.
    let report = ["--write-out", "\n%{http_code}"]
    let code = ChildProcess.run(program, manners + report + ["--url", address], shouldStop: shouldStop) { piece in
      bytes += piece
      return bytes.count <= limit
    }
    guard bytes.count <= limit else {
      throw FileError(file: address, expected: "at most \(limit) bytes", message: "there is more than a list holds")
    }
    let end = bytes.lastIndex(of: 10) ?? bytes.startIndex
    guard code == 0 else { throw error(address, Ending(code, status: bytes[end...])) }
    return Array(bytes[..<end])
  }

  /// How a transfer ended: curl's code, and the server's word for it, which is 0 where it did not come to that.
  struct Ending: Sendable, Equatable {
    let code: Int32?
    let status: Int

    init(_ code: Int32?, status: some Sequence<UInt8> = []) {
      self.code = code
      self.status = Int(String(decoding: status.filter { $0 > 32 }, as: UTF8.self)) ?? 0
    }

    /// What it means for what is to be done.
    var failure: Failure {
      switch code {
      case 16, 18, 28, 52, 55, 56, 92: .broken
      case 33, 36: .unusable
      // Who asks for time is not asked for the next file at once.
      case 22, 78: [429, 503].contains(status) ? .hopeless : .refused
      default: .hopeless
      }
    }
  }

  /// Brings files one after the other by one connection, each from where its part ends on; the first that fails is the last.
  ///
  /// - Parameter said: Told whenever one has ended, in their order; the last one may have failed.
  /// - Returns: How the last one ended.
  func bring(
    _ files: [(address: String, path: String)], shouldStop: () -> Bool, said: () -> Void
  ) -> Ending {
    let pairs = files.flatMap { ["--output", $0.path, "--url", $0.address] }
    // Errors are written at once; what goes to the output waits until curl ends.
    let report = ["--continue-at", "-", "--write-out", "%{stderr}%{http_code}\\n"]
    var (line, last): ([UInt8], [UInt8]) = ([], [])
    let code = ChildProcess.run(program, manners + report + pairs, hearing: .errors, shouldStop: shouldStop) { piece in
      for byte in piece {
        guard byte == 10 else {
          line.append(byte)
          continue
        }
        (line, last) = ([], line)
        said()
      }
      return true
    }
    return Ending(code, status: last)
  }

  /// Returns an ending in words.
  func error(_ address: String, _ ending: Ending) -> FileError {
    let words =
      switch ending.code {
      case nil: "\(program) could not be started: install it (apt install curl), or bring the files by hand"
      case 1, 3: "this is no address of http or https"
      case 5, 6, 7: "the server cannot be reached; try again later, or name a mirror (--mirror URL)"
      case 22, 78:
        switch ending.status {
        case 429, 503: "the server is busy (HTTP \(ending.status)); run this again later to go on where it stopped"
        case 401, 403, 407:
          "the server does not give this file to everybody (HTTP \(ending.status)): log in on its page"
        case 500...: "the server is out of order (HTTP \(ending.status)); run this again later"
        default: "the server has no such file" + (ending.status > 0 ? " (HTTP \(ending.status))" : "")
        }
      case 23: "the file cannot be written: is the disk full, or the folder somebody else's?"
      case 35, 51, 53, 54, 58, 59, 60, 66, 77, 80, 83, 90, 91: "the server's certificate cannot be trusted"
      case 16, 18, 28, 52, 55, 56, 92: "the transfer broke off; run this again to go on where it stopped"
      case .some(let code): "the transfer failed (curl ended with \(code)); run this again to go on where it stopped"
      }
    return FileError(file: address, message: words)
  }
}
