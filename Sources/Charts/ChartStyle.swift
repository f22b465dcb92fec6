/// How all charts look: colours as variables, for light and dark, and always light on paper.
///
/// The colours of series keep apart for the colour-blind (after Okabe and Ito), and keep a contrast of 3 to 1 or
/// more with both backgrounds.
public enum ChartStyle {
  /// How wide a chart is unless it needs more: two stand side by side on a page.
  public static let width = 480.0
  /// How wide it is on a phone, and in one of two columns on paper, where the wider one would shrink beyond reading.
  public static let narrow = 352.0
  /// The size of texts, of those beside axes and in cells, and what titles take, which are bold.
  static let (text, small, title) = (13.0, 12.0, 16.5)

  /// How many colours series have before they repeat.
  static let seriesColours = 7

  /// The rules, for a page that holds several charts; a chart that stands alone brings them along.
  public static let css = """
    .chart{\(light)color-scheme:light dark;font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
    @media screen and (prefers-color-scheme:dark){.chart{\(dark)}}
    .chart text{fill:var(--ink);font-size:13px}
    .chart .back{fill:var(--back)}
    .chart .title{font-size:15px;font-weight:600}
    .chart .small{font-size:12px;fill:var(--soft)}
    .chart .name{font-size:12px;paint-order:stroke;stroke:var(--back);stroke-width:3px}
    .chart .cell{font-size:12px}
    .chart .grid{stroke:var(--grid);stroke-width:1;fill:none}
    .chart .axis{stroke:var(--soft);stroke-width:1;fill:none}
    .chart .rule{stroke:var(--soft);stroke-width:1;stroke-dasharray:4 3;fill:none}
    .chart .curve{stroke-width:2;fill:none;stroke-linejoin:round;stroke-linecap:round}
    .chart .dashed{stroke-dasharray:6 4}
    .chart .band{fill-opacity:.18;stroke:none}
    .chart .bar{fill-opacity:.55}
    .chart .hue{fill:var(--hue)}
    .chart .counter{fill:var(--counter)}
    \(seriesRules)
    .chart .paper{fill:var(--paper)}
    .chart .fine{stroke:var(--fine);stroke-width:1;fill:none}
    .chart .coarse{stroke:var(--coarse);stroke-width:2;fill:none}
    .chart .trace{stroke:var(--trace);stroke-width:2.6;fill:none;stroke-linejoin:round;stroke-linecap:round}
    .chart .pulse{stroke:var(--trace);stroke-width:2;fill:none}
    .chart .glow{fill:var(--glow)}
    .chart .tick{stroke:var(--mark);stroke-width:1.5;fill:none}
    .chart .lead{fill:var(--trace);font-size:32px;font-weight:600;paint-order:stroke;stroke:var(--paper);stroke-width:9px}
    .chart .heading{fill:var(--trace);font-size:42px;font-weight:600}
    .chart .foot{fill:var(--trace);font-size:28px}
    .chart .mark{fill:var(--mark);font-size:27px;font-weight:600}
    """

  private static let light =
    "--back:#fff;--ink:#1b1f24;--soft:#59636e;--grid:#e3e6ea;--hue:#559bdb;--counter:#ee9150;"
    + "--s0:#0072b2;--s1:#c65300;--s2:#00805a;--s3:#b0508c;--s4:#8a6d00;--s5:#2f8fc4;--s6:#5b6570;"
    + "--paper:#fffaf8;--fine:#f8dcd6;--coarse:#eda99e;--trace:#15181c;--mark:#004f9e;--glow:#f0a000;"
  private static let dark =
    "--back:#14171b;--ink:#e8eaed;--soft:#a3adb8;--grid:#2b3138;--hue:#2b69b0;--counter:#a34d18;"
    + "--s0:#56b4e9;--s1:#ff9447;--s2:#2fc49a;--s3:#e08ac0;--s4:#e5d04a;--s5:#4a90d9;--s6:#98a3ae;"
    + "--paper:#17110f;--fine:#32211d;--coarse:#5c352d;--trace:#f3eeea;--mark:#8cc4ff;--glow:#ffb224;"

  private static let seriesRules = (0..<seriesColours).map { index in
    ".chart .s\(index){stroke:var(--s\(index))}.chart .f\(index){fill:var(--s\(index))}"
  }.joined(separator: "\n")
}
