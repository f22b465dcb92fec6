extension Recording {
  /// Returns the recording at another rate, without aliasing; its annotations stay on their waves.
  public func resampled(to rate: Double, edge: Resampler.Edge = .hold) throws(SignalError) -> Recording {
    let resampler = try Resampler(from: self.rate, to: rate, edge: edge)
    return mapped(rate: rate) { resampler($0) }
  }

  /// Returns the recording filtered forward and backward, so that no wave moves.
  public func filtered(by filter: Filter) -> Recording { mapped(rate: rate) { filter.zeroPhase($0) } }

  /// Returns the recording without its slow wander.
  public func removing(_ baseline: Baseline) throws(SignalError) -> Recording {
    var result = self
    for i in leads.indices { result.leads[i].samples = try baseline.removed(from: leads[i].samples, rate: rate) }
    return result
  }

  /// Returns the recording on a common scale.
  public func normalized(by normalization: Normalization) -> Recording {
    var result = self
    for (i, samples) in normalization(leads.map(\.samples)).enumerated() { result.leads[i].samples = samples }
    return result
  }

  /// Returns the recording at half its rate, by one level of a wavelet, still in millivolts.
  public func halved(by wavelet: Wavelet, border: Wavelet.Border = .periodization) -> Recording {
    mapped(rate: rate / 2) { wavelet.halved($0, border: border) }
  }

  private func mapped(rate: Double, _ transform: ([Float]) -> [Float]) -> Recording {
    var result = self
    let factor = rate / self.rate
    result.rate = rate
    for i in leads.indices { result.leads[i].samples = transform(leads[i].samples) }
    if factor != 1 {
      for i in annotations.indices {
        let sample = (Double(annotations[i].sample) * factor).rounded()
        result.annotations[i].sample = Int(max(-9e18, min(9e18, sample)))
      }
    }
    return result
  }
}
