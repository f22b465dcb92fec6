/// Stops with a message unless `condition` holds: in release builds too, where `precondition` would stop without a word.
@inline(__always)
package func demand(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError(message()) }
}
