#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

// The one place where the module meets the system's mathematics library, so that no file needs Foundation for a sine.

package func sine(_ x: Double) -> Double { sin(x) }
func cosine(_ x: Double) -> Double { cos(x) }
func tangent(_ x: Double) -> Double { tan(x) }
package func exponential(_ x: Double) -> Double { exp(x) }
package func logarithm(_ x: Double) -> Double { log(x) }
func arcTangent(_ x: Double) -> Double { atan(x) }
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
