"""From the times of all rounds to a table, its last line, and a JSON file."""

import json
import os
import statistics

from cases import OURS, PEERS


class Results:
    """The milliseconds of every (case, column, threads), one number a round."""

    def __init__(self, cases):
        self.cases = cases
        self.rounds = {}  # (case, column, threads): {round: answer}
        self.errors = {}

    def add(self, case, column, threads, round_number, answer):
        if "error" in answer:
            self.errors.setdefault(f"{case.name} {column.name}", answer["error"])
        else:
            self.rounds.setdefault((case, column, threads), {})[round_number] = answer

    def median(self, case, column, threads):
        answers = self.rounds.get((case, column, threads))
        return statistics.median(answer["ms"] for answer in answers.values()) if answers else None

    def best(self, case, column):
        """Returns (ms, threads) of the better thread count, or None where nothing was timed."""
        medians = [(self.median(case, column, threads), threads) for threads in column.threads]
        return min((pair for pair in medians if pair[0] is not None), default=None)

    def ratio(self, case):
        """Returns the best peer's median over ours, or None."""
        ours = self.best(case, OURS)
        peers = [pair[0] for pair in (self.best(case, column) for column in PEERS) if pair]
        return min(peers) / ours[0] if ours and peers else None

    def ratios_by_round(self, case):
        """Returns the ratio of each round alone, in rounds that timed ours and a peer."""
        ours, peers = {}, {}
        for (other, column, _), answers in self.rounds.items():
            if other == case:
                for number, answer in answers.items():
                    side = ours if column == OURS else peers
                    side[number] = min(answer["ms"], side.get(number, answer["ms"]))
        return [peers[number] / ours[number] for number in sorted(ours) if number in peers]

    def worst(self, mode):
        """Returns the smallest ratio of a mode as text; a case without one makes it unknown."""
        ratios = [self.ratio(case) for case in self.cases if case.mode == mode]
        if not ratios:
            return "not measured"
        return "unknown" if None in ratios else f"{min(ratios):.2f}"

    def failures(self):
        """Returns a line for each kind of error, with all that it befell."""
        wheres = {}
        for where, error in self.errors.items():
            wheres.setdefault(error, []).append(where)
        return [f"{error}: {', '.join(names)}" for error, names in wheres.items()]

    def last_line(self):
        return f"worst training ratio {self.worst('train')}, worst inference ratio {self.worst('infer')}"


def cell(pair, mark_threads):
    if pair is None:
        return "–"
    ms, threads = pair
    digits = max(0, 2 - len(str(int(ms))) + 1) if ms >= 1 else 3
    return f"{ms:.{digits}f}" + (f" ({threads})" if mark_threads else "")


def verdict(case, ratio):
    if ratio is None:
        return ""
    return "aim" if ratio >= case.aim else "enough" if ratio >= case.least else "below"


def table(results):
    """Returns the table as lines: milliseconds a step, in brackets the better number of threads."""
    titles = ["case", "ours", *(column.title for column in PEERS), "ratio", "by round", "at least", "aim", "reached"]
    rows = [titles]
    for case in results.cases:
        ratio, each = results.ratio(case), results.ratios_by_round(case)
        row = [case.name, cell(results.best(case, OURS), False)]
        row += [cell(results.best(case, column), True) for column in PEERS]
        row += [f"{ratio:.2f}" if ratio else "–", f"{min(each):.2f}–{max(each):.2f}" if each else "–"]
        row += [f"{case.least:g}", f"{case.aim:g}", verdict(case, ratio)]
        rows.append(row)
    widths = [max(len(row[i]) for row in rows) for i in range(len(titles))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0])] + [text.rjust(width) for text, width in zip(row[1:], widths[1:])]
        lines.append("  ".join(cells))
    return lines


def write_json(results, facts, path):
    """Writes all answers with the facts of the run; the file appears whole or not at all."""
    cases = []
    for case in results.cases:
        timed = []
        for (other, column, threads), answers in results.rounds.items():
            if other == case:
                timed.append({
                    "who": column.name,
                    "threads": threads,
                    "ms": results.median(case, column, threads),
                    "rounds": [answers[number] for number in sorted(answers)],
                })
        wanted = {"least": case.least, "aim": case.aim}
        cases.append({"case": case.name, "ratio": results.ratio(case), **wanted, "timed": timed})
    report = {**facts, "cases": cases, "errors": results.errors, "summary": results.last_line()}
    aside = f"{path}.aside"
    with open(aside, "w") as file:
        json.dump(report, file, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, path)
