/// How the page looks: on a screen by the reader's theme, on paper always light.
enum ReportStyle {
  static let css = """
    :root{\(light)color-scheme:light dark}
    @media screen and (prefers-color-scheme:dark){:root{\(dark)}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--page);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
    main{max-width:1120px;margin:0 auto;padding:40px 28px 64px}
    h1{font-size:30px;line-height:1.2;margin:0 0 6px;letter-spacing:-.01em}
    h2{font-size:21px;line-height:1.3;margin:48px 0 12px;padding-top:14px;border-top:1px solid var(--line)}
    p,ul,dl,pre{max-width:74ch;margin:0 0 12px}
    ul{padding-left:20px}
    li{margin-bottom:4px}
    .question{color:var(--quiet);font-size:18px;margin-bottom:18px}
    .answers{border-left:4px solid var(--accent);background:var(--card);padding:16px 20px 6px;border-radius:0 8px 8px 0}
    .answers p{max-width:84ch;margin-bottom:10px}
    .answer{font-size:20px;line-height:1.4;font-weight:600}
    nav{margin-top:20px;font-size:14px;display:flex;flex-wrap:wrap;gap:4px 18px}
    a{color:var(--link);text-underline-offset:2px}
    dl{display:grid;grid-template-columns:minmax(110px,max-content) 1fr;gap:4px 20px;max-width:92ch}
    dt{color:var(--quiet)}
    dd{margin:0;min-width:0;overflow-wrap:anywhere}
    pre{background:var(--card);padding:12px 14px;border-radius:8px;overflow-x:auto;max-width:100%;font-size:14px;white-space:pre-wrap;overflow-wrap:anywhere}
    code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
    .scroll{overflow-x:auto;max-width:100%}
    table{border-collapse:collapse;font-size:14.5px;margin:4px 0 18px;font-variant-numeric:tabular-nums}
    .caption{color:var(--quiet);font-size:14px;margin:0 0 2px}
    th,td{text-align:left;padding:5px 14px 5px 0;border-bottom:1px solid var(--line);vertical-align:top}
    td:last-child,th:last-child{padding-right:0}
    thead th{color:var(--quiet);font-weight:600;border-bottom:1px solid var(--quiet);vertical-align:bottom}
    tbody th{font-weight:600}
    tbody th{position:sticky;left:0;background:var(--page)}
    .whole{white-space:nowrap}
    .figure{text-align:right}
    td .quiet{color:var(--quiet)}
    .remark{min-width:25ch}
    .wide{\(edges)}
    .figures{display:flex;flex-wrap:wrap;gap:24px 32px;align-items:flex-start;margin:8px 0 20px}
    figure{margin:0;max-width:100%;min-width:0;flex:0 1 max(516px,var(--natural) + 2px)}
    figure .scroll{border:1px solid var(--line);border-radius:8px;width:fit-content}
    figure svg{display:block;min-width:var(--least)}
    .narrow{display:none}
    figure p{margin-bottom:6px}
    figure .heading{font-weight:600}
    figcaption{color:var(--quiet);font-size:14px;margin-top:6px;max-width:64ch}
    .paper-figure{flex-basis:100%;margin-bottom:12px}
    .csv{white-space:nowrap}
    .verdict{border:1px solid var(--line);border-left:6px solid var(--quiet);border-radius:8px;background:var(--card);padding:12px 18px 4px;margin:8px 0 18px;max-width:92ch}
    .verdict .title{font-weight:600;font-size:18px;margin-bottom:6px}
    .verdict.good{border-left-color:var(--good)}
    .verdict.bad{border-left-color:var(--bad)}
    .verdict.unknown{border-left-color:var(--unknown)}
    @media (max-width:640px){main{padding:22px 16px 48px}h1{font-size:25px}.answer{font-size:18px}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:8px}h2{margin-top:36px}figure{flex-basis:100%}.roomy{display:none}.narrow{display:block}tbody th{max-width:42vw}}
    @page{margin:14mm}
    @page ecg{size:A4 landscape;margin:8mm}
    @media print{
    body{font-size:10.5pt;background:none}
    main{max-width:none;padding:0}
    nav,.csv,.roomy{display:none}
    .narrow{display:block}
    h2,.caption{break-after:avoid}
    h2{margin-top:24px}
    figure,tr,.verdict,.answers{break-inside:avoid}
    figure .scroll{border:none;overflow:visible}
    figure svg{min-width:0}
    figure:not(.paper-figure){flex:0 1 calc(50% - 16px)}
    .scroll{overflow:visible}
    .wide{background:none}
    tbody th{position:static;background:none}
    table{font-size:8.5pt}
    .landscape{page:ecg}
    .landscape .figures{display:block}
    }
    """

  /// A shadow at an edge beyond which a table goes on: it scrolls away under what covers it at the end.
  private static let edges =
    "background:linear-gradient(to right,var(--page) 50%,transparent) 0 0/32px 100% no-repeat local,"
    + "linear-gradient(to left,var(--page) 50%,transparent) 100% 0/32px 100% no-repeat local,"
    + "linear-gradient(to right,var(--shade),transparent) 0 0/14px 100% no-repeat scroll,"
    + "linear-gradient(to left,var(--shade),transparent) 100% 0/14px 100% no-repeat scroll"

  private static let light =
    "--page:#fff;--text:#1b1f24;--quiet:#59636e;--line:#dfe3e8;--card:#f5f7f9;--accent:#0072b2;--link:#005f96;"
    + "--good:#00805a;--bad:#c2352b;--unknown:#b37400;--shade:#1b1f2433;"
  private static let dark =
    "--page:#0e1114;--text:#e8eaed;--quiet:#a3adb8;--line:#2b3138;--card:#181c21;--accent:#56b4e9;--link:#7cc4f0;"
    + "--good:#2fc49a;--bad:#ff7a6b;--unknown:#e5b13c;--shade:#e8eaed3a;"
}
