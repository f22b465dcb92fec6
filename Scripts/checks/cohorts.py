#!/usr/bin/env python3
"""Compares the cohorts that einthoven loads with what pandas and wfdb make of the same files, example by example.

    pip install pandas wfdb
    swift build -c release
    EINTHOVEN_DATA=/path/to/data Scripts/checks/cohorts.py

$EINTHOVEN_DATA holds the folders mitdb, cinc2017, ptb-xl and challenge2021. Compared: the examples, and each one's labels, fold
and patient.
"""
import ast, json, os, pathlib, subprocess, sys

import pandas as pd
import wfdb

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build" / "release" / "einthoven"
DATA = pathlib.Path(os.environ.get("EINTHOVEN_DATA") or sys.exit("EINTHOVEN_DATA is not set"))
failures = 0


def loaded(specification):
    out = subprocess.run([PROGRAM, "cohort", "--examples", specification], capture_output=True, text=True, check=True)
    return {e["id"]: e for e in map(json.loads, out.stdout.splitlines())}


def compare(specification, expected):
    """`expected`: id → (labels, fold, patient)."""
    global failures
    got = loaded(specification)
    wrong = [k for k in expected.keys() | got.keys() if k not in got or k not in expected
             or (set(got[k]["labels"]), got[k]["fold"], got[k]["patient"]) != (set(expected[k][0]), *expected[k][1:])]
    failures += len(wrong)
    print(f"{specification}: {len(got)} examples, {len(wrong)} differ", *wrong[:5])


def ptb_xl():
    folder = DATA / "ptb-xl"
    table = pd.read_csv(folder / "ptbxl_database.csv", index_col="ecg_id")
    codes = table.scp_codes.map(ast.literal_eval)
    statements = pd.read_csv(folder / "scp_statements.csv", index_col=0)
    diagnostic = statements[statements.diagnostic == 1]
    tasks = {
        "all": {c: c for c in statements.index},
        "diagnostic": {c: c for c in diagnostic.index},
        "subdiagnostic": dict(diagnostic.diagnostic_subclass),
        "superdiagnostic": dict(diagnostic.diagnostic_class),
        "form": {c: c for c in statements[statements.form == 1].index},
        "rhythm": {c: c for c in statements[statements.rhythm == 1].index},
    }
    for task, names in tasks.items():
        for least in (None, 80):
            expected = {}
            for number, row in codes.items():
                labels = {names[c] for c, v in row.items() if c in names and (least is None or v == 0 or v >= least)}
                patient = table.patient_id[number]
                if labels:
                    expected[str(number)] = (labels, int(table.strat_fold[number]),
                                             None if pd.isna(patient) else str(int(patient)))
            compare(f"ptb-xl,task={task}{'' if least is None else f',likelihood={least}'}:{folder}", expected)


def cinc2017():
    table = pd.read_csv(DATA / "cinc2017" / "REFERENCE-v3.csv", header=None)
    compare(f"cinc2017:{DATA / 'cinc2017'}", {r: ({l}, None, None) for r, l in table.itertuples(index=False)})


def challenge2021():
    folder = DATA / "challenge2021"
    pairs = {"164909002": "733534002", "59118001": "713427006", "63593006": "284470004", "17338001": "427172004"}
    scored = set("""164889003 164890007 6374002 426627000 733534002 713427006 270492004 713426002 39732003 445118002
        164947007 251146004 111975006 698252002 426783006 284470004 10370003 365413008 427172004 164917005 47665007
        427393009 426177001 427084000 164934002 59931005""".split())
    every, merged = {}, {}
    for header in sorted(folder.rglob("*.hea")):
        dx = [line for line in header.read_text().splitlines() if line.replace(" ", "").startswith("#Dx:")]
        labels = {c.strip() for c in dx[0].split(":")[1].split(",") if c.strip()}
        every[header.stem] = (labels, None, None)
        merged[header.stem] = ({pairs.get(c, c) for c in labels} & scored, None, None)
    compare(f"challenge2021:{folder}", every)
    compare(f"challenge2021,labels=scored2021:{folder}", merged)


def mitdb():
    folder = DATA / "mitdb"
    one = set("101 106 108 109 112 114 115 116 118 119 122 124 201 203 205 207 208 209 215 220 223 230".split())
    paced = set("102 104 107 217".split())
    for escape in "SN":
        groups = {**dict.fromkeys("NLRB", "N"), **dict.fromkeys("ej", escape), **dict.fromkeys("aAJSn", "S"),
                  **dict.fromkeys("VEr", "V"), "F": "F", **dict.fromkeys("Q/f?", "Q")}
        expected, counts = {}, {}
        for record in (folder / "RECORDS").read_text().split():
            marks = wfdb.rdann(str(folder / record), "atr")
            for sample, symbol in zip(marks.sample, marks.symbol):
                if symbol in groups:
                    fold = 1 if record in one else None if record in paced else 2
                    expected[f"{record}#{sample}"] = ({groups[symbol]}, fold, "201" if record == "202" else record)
                    counts[groups[symbol]] = counts.get(groups[symbol], 0) + 1
        print("  beats a group:", counts)
        compare(f"mitdb,ej={escape}:{folder}", expected)


for check in (mitdb, cinc2017, ptb_xl, challenge2021):
    check()
sys.exit(1 if failures else 0)
