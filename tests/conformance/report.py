#!/usr/bin/python3
"""Says what a run of Tempest was: report.py FOLDER [PAGE].

Reads in FOLDER what tempest.sh left there: selected (the tests that were to run), before (those of passing/), tempest.out
and again.out (what `tempest run` printed, and printed of the tests that ran a second time). Writes passed and lost
there. With PAGE, what is in tests (all that could have run) tells which suites ran whole: their numbers are kept in
measured/, and PAGE is written anew from all that is there. Prints each failure with its first line, the reasons of
skips, a table, and the lost. Ends with 1 when a test that passed before did not pass now.
"""
import collections
import pathlib
import re
import sys

HOME = pathlib.Path(__file__).resolve().parent
EVENT = re.compile(r"^\{\d+\} (?:(setUpClass|tearDownClass) \()?([\w.]+)[^ ]* .*?\.\.\. (ok|FAILED|SKIPPED)(?:: ?(.*))?$")
CAUSE = re.compile(r"^    ([A-Za-z_][\w.]*(?:Error|Exception|Mismatch|[a-z][A-Z][A-Za-z]*|exceptions\.[A-Za-z]*): .*)")
OUTCOMES = {"ok": "passed", "FAILED": "failed", "SKIPPED": "skipped"}
LIMIT = 300


def bare(line):
    """A test's name without its attributes."""
    return line.strip().split("[")[0]


def suite_of(name):
    """The row of the table that a test counts in."""
    parts = name.split(".")
    if parts[0] == "keystone_tempest_plugin":
        return "keystone-plugin"
    return parts[2] if parts[1] == "api" else parts[1]


class Run:
    """What one `tempest run` printed: an outcome and a reason for each test and each class."""

    def __init__(self, lines):
        self.outcome, self.why, self.torn = {}, {}, {}
        failing, detailed = None, False
        for line in lines:
            event = EVENT.match(line)
            if event:
                stage, subject, outcome, reason = event.groups()
                failing, detailed = (subject if outcome == "FAILED" else None), False
                if stage == "tearDownClass":
                    self.torn[subject] = ""
                    failing = ("torn", subject) if failing else None
                else:
                    self.outcome[subject] = OUTCOMES[outcome]
                    self.why[subject] = (reason or "").strip()
            elif failing:
                cause = CAUSE.match(line)
                detail = line.startswith("Details: ") and not detailed
                if cause or detail:
                    text = re.sub(r"^(tempest\.lib\.exceptions|testtools\.matchers\._impl)\.", "", line.strip())
                    self.note(failing, text, detail)
                    detailed = detailed or detail

    def note(self, failing, text, more):
        where, subject = (self.torn, failing[1]) if isinstance(failing, tuple) else (self.why, failing)
        where[subject] = f"{where.get(subject, '')} {text}".strip() if more else text

    def of(self, name):
        """The outcome of a test and its reason; a class that was not set up decides for its tests."""
        owner = name.rpartition(".")[0]
        for subject in (name, owner):
            if subject in self.outcome:
                return self.outcome[subject], self.why[subject]
        return "failed", "did not run"


def read(file):
    return file.read_text(errors="replace").splitlines() if file.exists() else []


class Report:
    def __init__(self, folder):
        self.all = collections.Counter(suite_of(bare(line)) for line in read(folder / "tests"))
        self.selected = [bare(line) for line in read(folder / "selected")]
        before = {bare(line) for line in read(folder / "before")}
        first, second = Run(read(folder / "tempest.out")), Run(read(folder / "again.out"))
        self.outcome, self.why, self.unsteady = {}, {}, []
        for name in self.selected:
            self.outcome[name], self.why[name] = first.of(name)
            if second.of(name)[0] == "passed":
                self.unsteady.append(name)
                self.outcome[name] = "passed"
        self.torn = {name: why for name, why in first.torn.items() if why}
        self.lost = [name for name in self.selected if name in before and self.outcome[name] != "passed"]

    def named(self, outcome):
        return [name for name in self.selected if self.outcome[name] == outcome]

    def table(self):
        """Suite, then its numbers of passed, failed and skipped."""
        rows = collections.defaultdict(collections.Counter)
        for name in self.selected:
            rows[suite_of(name)][self.outcome[name]] += 1
        return rows

    def text(self):
        lines = []
        if self.named("failed") or self.torn:
            lines.append("failed:")
            for name in self.named("failed"):
                lines += [f"  {name}", f"      {self.why[name][:LIMIT]}"]
            for name, why in self.torn.items():
                lines += [f"  {name}.tearDownClass", f"      {why[:LIMIT]}"]
        skips = collections.Counter((suite_of(name), self.why[name]) for name in self.named("skipped"))
        if skips:
            lines.append("skipped, and why:")
            for (suite, why), count in sorted(skips.items(), key=lambda item: (item[0][0], -item[1])):
                lines.append(f"  {suite:<16} {count:5} {why}")
        lines.append(f"{'':<16} {'passed':>8} {'failed':>8} {'skipped':>8}")
        total = collections.Counter()
        for suite, row in sorted(self.table().items()):
            total += row
            lines.append(f"{suite:<16} {row['passed']:8} {row['failed']:8} {row['skipped']:8}")
        lines.append(f"{'all':<16} {total['passed']:8} {total['failed']:8} {total['skipped']:8}")
        lines += [f"unsteady: {name} passed the second time; {self.why[name][:LIMIT]}" for name in self.unsteady]
        lines += [f"lost: {name} ({self.outcome[name]}: {self.why[name][:LIMIT]})" for name in self.lost]
        return "\n".join(lines)

    def gaps(self):
        """Suite, then the reason of a group, then how many failed and were skipped for it."""
        reasons = [line.split("\t") for line in read(HOME / "gaps") if line and not line.startswith("#")]
        patterns = [(re.compile(pattern), reason) for pattern, reason in reasons]
        groups = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
        for name in self.selected:
            if self.outcome[name] != "passed":
                subject = f"{name} {self.why[name]}"
                reason = next((reason for pattern, reason in patterns if pattern.search(subject)), "")
                groups[suite_of(name)][reason or "Not looked into yet."][self.outcome[name]] += 1
        return groups

    def keep(self):
        """A file for each suite that ran whole: its numbers, then each group of what is missing."""
        gaps = self.gaps()
        for suite, row in self.table().items():
            if sum(row.values()) == self.all[suite]:
                lines = ["\t".join(str(row[outcome]) for outcome in ("passed", "failed", "skipped"))]
                for reason, group in sorted(gaps[suite].items(), key=lambda item: (-sum(item[1].values()), item[0])):
                    lines.append(f"{group['failed']}\t{group['skipped']}\t{reason}")
                (HOME / "measured" / f"{suite}.tsv").write_text("".join(line + "\n" for line in lines))


def page():
    table = ["| | passed | failed | skipped | held in the lists |", "| --- | ---: | ---: | ---: | ---: |"]
    missing = []
    for held in sorted((HOME / "passing").glob("*.txt")):
        suite = held.stem
        lines = [line.split("\t") for line in read(HOME / "measured" / f"{suite}.tsv")]
        numbers = lines[0] if lines else ["not measured as a whole", "", ""]
        table.append("| " + " | ".join([suite, *numbers, str(len(read(held)))]) + " |")
        if lines[1:]:
            missing += ["", f"### {suite}", "", "| failed | skipped | |", "| ---: | ---: | --- |"]
            missing += ["| " + " | ".join(line) + " |" for line in lines[1:]]
    template = (HOME / "page.md").read_text()
    return template.replace("@TABLE@", "\n".join(table)).replace("@MISSING@", "\n".join(missing).strip())


def main():
    folder = pathlib.Path(sys.argv[1])
    report = Report(folder)
    (folder / "passed").write_text("".join(name + "\n" for name in report.named("passed")))
    (folder / "lost").write_text("".join(name + "\n" for name in report.lost))
    if len(sys.argv) > 2:
        report.keep()
        pathlib.Path(sys.argv[2]).write_text(page())
    print(report.text())
    sys.exit(bool(report.lost))


main()
