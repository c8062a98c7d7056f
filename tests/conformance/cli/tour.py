#!/usr/bin/python3
"""The openstack client's commands, one after the other, their output checked: tour.py [SECTION...].

A section is a file identity/NAME.tour; README.md tells how it is written. All commands run in this one process, because
each start of the client takes seconds. Reads the OS_* environment. Ends with 1 when a section failed that is not in
`waiting`, or when the client has an identity command that no section runs.
"""
import importlib.metadata
import io
import json
import logging
import os
import pathlib
import re
import shlex
import string
import sys
import tempfile

from cliff import lister, show
from openstackclient import shell
from openstackclient.common import clientmanager

HOME = pathlib.Path(__file__).resolve().parent


class Refused(Exception):
    """What the tour finds otherwise than it should be."""


class Client(shell.OpenStackShell):
    """A client that is logged in and takes one command after the other."""

    def __init__(self, arguments):
        super().__init__()
        # The client keeps its sessions with the class, as if there were only ever one user in a process.
        for owner in clientmanager.ClientManager.__mro__:
            for cache in vars(owner).values():
                if hasattr(cache, "_handle"):
                    cache._handle = None
        self.errors = []
        self.stdout = io.StringIO()
        if self.run(arguments) != 0:
            raise Refused("the client did not start: " + " ".join(self.errors))

    def interact(self):
        """The client's name for what it does without a command: here nothing yet."""
        return 0

    def configure_logging(self):
        super().configure_logging()
        root = logging.getLogger("")
        for handler in list(root.handlers):
            root.removeHandler(handler)
        handler = logging.Handler(logging.ERROR)
        handler.emit = lambda record: self.errors.append(record.getMessage())
        root.addHandler(handler)

    def command(self, words):
        """Runs one; its status, and what it printed, read as JSON where it makes a table."""
        factory, name, _ = self.command_manager.find_command(words)
        table = issubclass(factory, (lister.Lister, show.ShowOne))
        self.stdout.seek(0)
        self.stdout.truncate()
        self.errors.clear()
        self.interactive_mode = False
        stderr, sys.stderr = sys.stderr, io.StringIO()
        self.stderr = sys.stderr
        try:
            status = self.run_subcommand(words + (["-f", "json"] if table else []))
            # One command ends with what it would have shown, and the client takes that for a status.
            status = status if isinstance(status, int) else 0
        except SystemExit as end:
            status = end.code
        finally:
            complaint, sys.stderr = sys.stderr.getvalue(), stderr
        text = self.stdout.getvalue()
        self.errors.append(complaint)
        return name, status, json.loads(text) if table and status == 0 else text


class Section:
    """One file: its steps are a command and the lines below it."""

    def __init__(self, file, folder):
        self.file, self.done = file, set()
        self.names = {"tmp": str(folder), "admin": os.environ["OS_USERNAME"], "password": os.environ["OS_PASSWORD"]}

    def walk(self):
        self.client = Client([])
        for number, words, expectations in self.steps():
            try:
                self.step(words, expectations)
            except Exception as problem:
                raise Refused(f"{self.file.name}:{number}: {words}\n      {type(problem).__name__}: {problem}") from problem

    def steps(self):
        found = []
        for number, line in enumerate(self.file.read_text().splitlines(), 1):
            if line.startswith(("$ ", "@", "> ")):
                found.append((number, line, []))
            elif line.strip() and not line.startswith("#"):
                found[-1][2].append(line.strip())
        return found

    def step(self, words, expectations):
        kind, text = words[0], string.Template(words[2:]).safe_substitute(self.names)
        if kind == "@":
            self.client = Client(shlex.split(text))
            return
        if kind == ">":
            name = text.strip()
            file = pathlib.Path(self.names["tmp"], name)
            file.write_text(string.Template("\n".join(expectations)).safe_substitute(self.names))
            return
        name, status, output = self.client.command(shlex.split(text))
        self.done.add(name)
        expected = [string.Template(line).safe_substitute(self.names) if "->" not in line else line for line in expectations]
        refusals = [line[2:] for line in expected if line.startswith("! ")]
        if bool(status) != bool(refusals):
            raise Refused(f"ended with {status}: {' '.join(self.client.errors)}{output if refusals else ''}")
        said = " ".join(self.client.errors)
        for line in refusals + [line[2:] for line in expected if line.startswith("? ")]:
            if not matches(line, said):
                raise Refused(f"said {said!r}")
        if not expected and output:
            raise Refused(f"printed {output!r}")
        for line in expected:
            self.check(line, output)

    def check(self, line, output):
        if line.startswith(("! ", "? ")):
            return
        if "->" in line:
            field, name = line.split(" -> ")
            row = output if isinstance(output, dict) else output[0]
            self.names[name] = row[field]
        elif line.startswith("* ") or line.startswith("- "):
            wanted = [part.split(" = ", 1) for part in line[2:].split(" ; ")]
            found = any(all(matches(value, row.get(field)) for field, value in wanted) for row in output)
            if found != line.startswith("* "):
                raise Refused(f"{line}: in {output}")
        else:
            field, value = line.split(" = ", 1) if " = " in line else (line.removesuffix(" ="), "")
            if not isinstance(output, dict):
                if not matches(line, output):
                    raise Refused(f"printed {output!r}")
            elif field not in output or not matches(value, output[field]):
                raise Refused(f"{line}: in {output}")


def matches(wanted, found):
    """Texts are compared as printed; /.../ is a regular expression somewhere in it."""
    text = found if isinstance(found, str) else json.dumps(found)
    if wanted.startswith("/") and wanted.endswith("/"):
        return re.search(wanted[1:-1], text) is not None
    return text.strip() == wanted


def commands():
    """All identity commands of the client, as one writes them."""
    client = importlib.metadata.distribution("python-openstackclient")
    return {point.name.replace("_", " ") for point in client.entry_points if point.group == "openstack.identity.v3"}


def main():
    wanted = sys.argv[1:]
    waiting = set((HOME / "waiting").read_text().split())
    files = sorted(file for file in (HOME / "identity").glob("*.tour") if not wanted or file.stem in wanted)
    done, good = set(), True
    with tempfile.TemporaryDirectory(prefix="cairn-tour.") as folder:
        for file in files:
            section = Section(file, folder)
            try:
                section.walk()
                problem = ""
            except Refused as refused:
                problem = str(refused)
            done |= section.done
            if problem and file.stem not in waiting:
                good = False
                print(f"  failed   {file.stem}\n    {problem}")
            elif problem:
                print(f"  waiting  {file.stem}\n    {problem}")
            elif file.stem in waiting:
                print(f"  passed   {file.stem}: take it out of `waiting`")
            else:
                print(f"  passed   {file.stem} ({len(section.steps())} steps)")
    if not wanted:
        named = {line[2:] for file in files for line in file.read_text().splitlines() if line.startswith("$ ")}
        missed = [name for name in sorted(commands()) if not any((line + " ").startswith(name + " ") for line in named)]
        if missed:
            good = False
            print("  no section has: " + ", ".join(missed))
        print(f"{len(done)} of {len(commands())} identity commands answered")
    sys.exit(not good)


main()
