/// Turns encodable values into JSON text, with keys in the order in which a value encodes them.
package enum JSONTextEncoder {
  /// Returns a value as JSON.
  package static func text(of value: some Encodable) throws -> JSONText {
    let place = Place()
    try value.encode(to: PlaceEncoder(place: place, codingPath: []))
    return place.text
  }
}

/// Where a value is being written.
private final class Place {
  enum Content {
    case text(JSONText)
    case array([Place])
    case object([(key: String, value: Place)])
  }
  var content: Content?

  var text: JSONText {
    switch content {
    case .text(let text): text
    case .array(let places): .array(places.map(\.text))
    case .object(let members): .object(members.map { ($0.key, $0.value.text) })
    case nil: .object([])
    }
  }

  func add(_ key: String) -> Place {
    let place = Place()
    guard case .object(let members) = content else {
      content = .object([(key, place)])
      return place
    }
    content = .object(members + [(key, place)])
    return place
  }

  func add() -> Place {
    let place = Place()
    guard case .array(let places) = content else {
      content = .array([place])
      return place
    }
    content = .array(places + [place])
    return place
  }

  func write(_ value: some Encodable, _ path: [any CodingKey]) throws {
    switch value {
    case let value as Bool: content = .text(.bool(value))
    case let value as String: content = .text(.string(value))
    case let value as Double: content = .text(.number(value))
    // The shortest digits that name the number in its own precision, not in that of a Double.
    case let value as Float: content = .text(.number(Double(value.description) ?? .nan))
    case let value as any BinaryInteger:
      content = .text(Int(exactly: value).map(JSONText.integer) ?? .string("\(value)"))
    default: try value.encode(to: PlaceEncoder(place: self, codingPath: path))
    }
  }
}

private struct PlaceEncoder: Encoder {
  let place: Place
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    place.content = place.content ?? .object([])
    return KeyedEncodingContainer(Members<Key>(place: place, codingPath: codingPath))
  }
  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    place.content = place.content ?? .array([])
    return Elements(place: place, codingPath: codingPath)
  }
  func singleValueContainer() -> any SingleValueEncodingContainer { Single(place: place, codingPath: codingPath) }
}

private struct Single: SingleValueEncodingContainer {
  let place: Place
  let codingPath: [any CodingKey]

  mutating func encodeNil() { place.content = .text(.null) }
  mutating func encode(_ value: some Encodable) throws { try place.write(value, codingPath) }
}

private struct Elements: UnkeyedEncodingContainer {
  let place: Place
  let codingPath: [any CodingKey]
  var count: Int { if case .array(let places) = place.content { places.count } else { 0 } }

  mutating func encodeNil() { place.add().content = .text(.null) }
  mutating func encode(_ value: some Encodable) throws { try place.add().write(value, codingPath) }
  mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    PlaceEncoder(place: place.add(), codingPath: codingPath).container(keyedBy: type)
  }
  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    PlaceEncoder(place: place.add(), codingPath: codingPath).unkeyedContainer()
  }
  mutating func superEncoder() -> any Encoder { PlaceEncoder(place: place.add(), codingPath: codingPath) }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let place: Place
  let codingPath: [any CodingKey]

  mutating func encodeNil(forKey key: Key) { place.add(key.stringValue).content = .text(.null) }
  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    try place.add(key.stringValue).write(value, codingPath + [key])
  }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    PlaceEncoder(place: place.add(key.stringValue), codingPath: codingPath + [key]).container(keyedBy: type)
  }
  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    PlaceEncoder(place: place.add(key.stringValue), codingPath: codingPath + [key]).unkeyedContainer()
  }
  mutating func superEncoder() -> any Encoder { PlaceEncoder(place: place.add("super"), codingPath: codingPath) }
  mutating func superEncoder(forKey key: Key) -> any Encoder {
    PlaceEncoder(place: place.add(key.stringValue), codingPath: codingPath + [key])
  }
}
