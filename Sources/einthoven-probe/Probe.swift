import Waveforms

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The developers' program: dumps records for comparison with peers, feeds readers damaged files, times decoding.
@main enum Probe {
  static func main() {
    FreshMemory.keepFreed()
    let arguments = Array(CommandLine.arguments.dropFirst())
    let rest = Array(arguments.dropFirst())
    switch arguments.first {
    case "dump" where rest.count == 1: exit(Dump.run(rest[0]))
    case "dump" where rest.count == 2:
      guard let rate = Double(rest[1]), rate > 0, rate.isFinite else { exit(2) }
      exit(Dump.run(rest[0], rate: rate))
    case "rewrite" where rest.count == 3:
      guard let format = Int(rest[1]).flatMap(SignalFormat.init), format.canBeWritten else { exit(2) }
      exit(Rewrite.run(rest[0], format, rest[2]))
    case "fuzz": exit(Fuzz.run(rest))
    case "time" where !rest.isEmpty: exit(Timing.run(rest))
    case "cohort" where !rest.isEmpty: exit(Load.run(rest))
    case "prepare" where rest.count == 2: exit(Preparation.run(rest[0], cache: rest[1]))
    case "safetensors" where rest.count == 2: exit(Containers.rewrite(rest[0], rest[1]))
    case "tensors" where !rest.isEmpty: exit(Containers.check(rest))
    case "events" where rest.count == 1: exit(Containers.events(rest[0]))
    case "import" where rest.count == 4: exit(Importing.run(rest[0], rest[1], rest[2], rest[3]))
    case "onnx": exit(ONNXModels.run(rest))
    case "measures": exit(MeasureTiming.run(rest))
    case "copies" where !rest.isEmpty: exit(CopyTrials.run(rest))
    default:
      print(
        """
        usage: einthoven-probe dump FOLDER [RATE] | rewrite RECORD FORMAT FOLDER | fuzz READER [--inputs N] [--seed S]
               | time RECORD… | cohort NAME:PATH… | prepare NAME:PATH CACHE | onnx [CASE [--seed N] [--out FOLDER]]
               | safetensors FILE FILE | tensors FILE… | events FILE | import NETWORK LAYOUT FILE SIGNAL
               | measures [EXAMPLES FEATURES SOURCES LABELS] | copies NAME:PATH… [COUNT]
        """
      )
      exit(2)
    }
  }
}
