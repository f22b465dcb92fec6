import Interchange

/// A fetch under way: the files that are left, and what became of those that were tried.
///
/// What curl says of a file is a hint; its checksum decides.
final class FetchRound {
  private let fetch: DatasetFetch
  private var rest: ArraySlice<ChecksumList.Entry>
  private var attempts: [String: Int] = [:]
  private var bytes = 0
  /// Whether the last file that failed did so because its transfer broke off.
  private var isLineWeak = false
  private(set) var failed = 0

  init(_ fetch: DatasetFetch, _ entries: [ChecksumList.Entry]) {
    self.fetch = fetch
    rest = entries[...]
  }

  var isDone: Bool { rest.isEmpty }

  /// Brings the next few files by one curl.
  ///
  /// - Throws: When no other file would fare better.
  func go(_ count: Int, _ shouldStop: () -> Bool, _ tell: (DatasetFetch.Event) -> Void) throws(FileError) {
    let files = try placed(count)
    let begun = files.map { FileAccess.kind(part($0)) == .file }
    var (heard, again): (Int, [ChecksumList.Entry]) = (0, [])
    func settle(_ index: Int) {
      // Some curls make no file of no bytes.
      if FileAccess.kind(part(files[index])) == .nothing { try? AtomicFile.write([], to: part(files[index])) }
      // What had been begun was of another file, or broken: once more from its first byte.
      guard !take(files[index], tell) else { return }
      FileAccess.remove(part(files[index]))
      if begun[index] { again.append(files[index]) } else { refuse(files[index], tell) }
    }
    let ending = fetch.curl.bring(
      files.map { (fetch.address(of: $0), part($0)) },
      shouldStop: {
        if heard < files.count { tell(.moved(bytes: bytes + ((try? FileAccess.size(part(files[heard]))) ?? 0))) }
        return shouldStop()
      },
      said: {
        // The one before has ended well, for curl stops at the first that fails.
        if heard > 0, heard <= files.count { settle(heard - 1) }
        heard += 1
      })
    heard = min(heard, files.count)
    if ending.code == 0 {
      if heard > 0 { settle(heard - 1) }
      rest = again + rest.dropFirst(heard)
      // A curl that says nothing of what it did would be asked for ever.
      if heard == 0 { throw fetch.curl.error(fetch.base, Curl.Ending(nil)) }
      return
    }
    var end = heard
    if heard > 0, !take(files[heard - 1], tell) { end = heard - 1 }
    rest = again + rest.dropFirst(end)
    if end < files.count, !shouldStop() { try judge(files[end], begun[end], ending, at: again.count, tell) }
  }

  /// Decides about a file that failed: again, without it, or not at all.
  private func judge(
    _ entry: ChecksumList.Entry, _ wasBegun: Bool, _ ending: Curl.Ending, at place: Int,
    _ tell: (DatasetFetch.Event) -> Void
  ) throws(FileError) {
    let error = fetch.curl.error(fetch.address(of: entry), ending)
    let failure = ending.failure
    guard failure != .hopeless else { throw error }
    if failure == .broken {
      attempts[entry.path, default: 0] += 1
      if attempts[entry.path, default: 0] <= fetch.curl.retries { return }
      // A second file in a row: it is the line, and not the file.
      if isLineWeak { throw error }
    } else if wasBegun {
      FileAccess.remove(part(entry))
      return
    }
    isLineWeak = failure == .broken
    rest.remove(at: rest.startIndex + place)
    failed += 1
    tell(.failed(error))
  }

  /// Returns the next files, their folders made.
  private func placed(_ count: Int) throws(FileError) -> [ChecksumList.Entry] {
    let files = Array(rest.prefix(count))
    for entry in files {
      let path = fetch.place(of: entry)
      try AtomicFile.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
    }
    return files
  }

  /// Gives a file its name, if it is whole and right.
  private func take(_ entry: ChecksumList.Entry, _ tell: (DatasetFetch.Event) -> Void) -> Bool {
    let path = part(entry)
    guard let digest = try? SHA256.hex(of: path), digest == entry.digest else { return false }
    do throws(FileError) {
      bytes += try FileAccess.size(path)
      try AtomicFile.move(path, to: fetch.place(of: entry))
      isLineWeak = false
      tell(.brought(file: entry.path))
    } catch {
      failed += 1
      tell(.failed(error))
    }
    return true
  }

  private func refuse(_ entry: ChecksumList.Entry, _ tell: (DatasetFetch.Event) -> Void) {
    failed += 1
    tell(
      .failed(
        FileError(
          file: fetch.address(of: entry), field: "SHA-256", expected: entry.digest,
          message: "the bytes are not those of the file that the list names; nothing was kept of it")))
  }

  private func part(_ entry: ChecksumList.Entry) -> String { fetch.place(of: entry) + Curl.suffix }
}
