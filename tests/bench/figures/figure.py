"""Figures: one JSON object a line on standard output."""

import contextlib
import json
import subprocess
import sys
import time

from goals import FIGURES

def say(text):
    """Progress, for people."""
    print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)


class Report:
    """Prints figures as they come and remembers them."""

    def __init__(self, out=sys.stdout):
        self._out = out
        self._last_failure = "it was never reached"
        self.lines = []

    def add(self, name, value, unit=None, *, peer=None, peer_value=None, ratio=None, note=None):
        """Prints a figure; unit and goal of those in FIGURES stand there. The ratio is
        value / peer value unless it is given."""
        unit, goal = FIGURES.get(name, (unit, None))
        if ratio is None and value is not None and peer_value:
            ratio = value / peer_value
        line = {"name": name, "value": _short(value), "unit": unit, "peer": peer,
                "peer_value": _short(peer_value), "ratio": _short(ratio),
                "goal": None if goal is None else str(goal),
                "met": None if goal is None else goal.met(value, ratio)}
        if note:
            line["note"] = note
        self.lines.append(line)
        print(json.dumps(line), file=self._out, flush=True)

    @contextlib.contextmanager
    def part(self, title, *names):
        """Whatever fails inside becomes a line for each figure of `names` that has not been printed
        by then; the run goes on."""
        say(title)
        try:
            yield
        except (OSError, ValueError, KeyError, IndexError, RuntimeError,
                subprocess.SubprocessError) as failure:
            self._last_failure = reason_of(failure)
            say(f"failed: {title}: {self._last_failure}")
            self._print_missing(names)

    def end(self):
        """Prints a line for each figure of FIGURES that has none."""
        self._print_missing(FIGURES)

    def _print_missing(self, names):
        printed = {line["name"] for line in self.lines}
        for name in names:
            if name not in printed:
                self.add(name, None, note=f"not measured: {self._last_failure}")


def reason_of(failure):
    """What a failure says, on one line."""
    text = " ".join(str(failure).split())
    return (text or type(failure).__name__)[:400]


def _short(number):
    """Four significant digits are more than a measurement gives."""
    if number is None or isinstance(number, int):
        return number
    return int(round(number)) if abs(number) >= 1000 else float(f"{number:.4g}")
