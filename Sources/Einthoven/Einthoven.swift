// One import for an app: networks, recordings, learning, transfer and the audit.
@_exported import Cohorts
@_exported import Compute
@_exported import Leakage
@_exported import Learning
@_exported import Networks
@_exported import Transfer
@_exported import Waveforms

// What reading a file throws; the files themselves are the other modules' affair.
@_exported import struct Interchange.FileError
