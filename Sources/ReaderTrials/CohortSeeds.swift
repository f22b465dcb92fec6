import Cohorts
import Interchange
import Waveforms

/// The undamaged tables that trials of cohorts start from.
enum CohortSeeds {
  static let index = """
    record,patient,fold,labels,start,end,focus,site,age,sex
    00001_lr,p1,1,N|A,0,10,5,here,61,male
    00001_lr,"p,2",2,"A;N",10,20,,there,nan,F
    00001_lr,,3,N,,,,,,

    """

  static let heartbeats = (0..<3).map { row in
    (0..<187).map { "0.\(($0 * 7 + row) % 100)" }.joined(separator: ",") + ",\(row).000\n"
  }.joined()

  static let statements = """
    ,description,diagnostic,form,rhythm,diagnostic_class,diagnostic_subclass,Statement Category
    NORM,normal ECG,1.0,,,NORM,NORM,"Normal, abnormal"
    IMI,inferior infarction,1.0,,,MI,IMI,
    NDT,non-diagnostic T,1.0,1.0,,STTC,STTC,
    SR,sinus rhythm,,,1.0,,,

    """

  static let ptbxl = """
    ecg_id,patient_id,age,sex,site,report,scp_codes,strat_fold,filename_lr,filename_hr
    1,15709.0,56.0,1,0.0,"sinus, so","{'NORM': 100.0, 'SR': 0.0}",3,00001_lr,00001_hr
    2,13243,nan,0,,,"{'IMI': 35.0, 'NDT': 50.0, 'SR': 0.0}",10,00001_lr,00001_hr
    3,,91,1,2.0,"a ""b"" c",{"SR": 1e2},1,00001_lr,

    """

  static let reference = "00001_lr,N\n"

  static let challenge = """
    A0001 1 500 40 05-May-2020 09:49:17
    A0001.dat 16 1000/mV 16 0 0 780 0 I
    #Age: 71
    #Sex: Female
    #Dx: 270492004,39732003,,164889003
    #Rx: Unknown

    """

  static let recording = Recording(
    name: "made", rate: 100,
    leads: ["I", "II", "III"].enumerated().map { place, name in
      .init(name: name, samples: (0..<120).map { Float(($0 * 7 + place) % 50) / 100 })
    })

  static let recipe = Recipe([
    .leads(names: ["II", "aVF"], absent: .missing), .resample(rate: 125), .halve(wavelet: .db6, border: .symmetric),
    .filter(band: .between(0.5, 20), order: 2), .notch(frequency: 25, quality: 30),
    .removeBaseline(baseline: .medians(0.2, 0.6)),
    .normalize(normalization: .zScore(.lead)), .clip(bound: 5),
    .window(window: Window(40, at: .random, before: 10, stride: 20)),
    .perlin(noise: PerlinStep(sources: 1, scale: 0.1, seed: 4, isAlways: true)), .jitter(deviation: 0.01),
    .gain(by: 0.1), .fill(value: 0),
  ])

  static func cohort() throws -> Cohort {
    let examples = (0..<6).map { number in
      Example(
        id: "r\(number)", source: .memory(recording), samples: number * 10..<number * 10 + 40,
        patient: number < 4 ? .known("p\(number / 2)") : .unknown, labels: [number % 2 == 0 ? "a" : "b"])
    }
    let vocabulary = Vocabulary(name: "letters", system: .local, terms: [Term("a", "a"), Term("b", "b")])
    return Cohort(name: "made", vocabulary: vocabulary, examples: examples)
  }

  static func split() throws -> Split { Split.folds(of: try cohort(), count: 3, seed: 1) }
}
