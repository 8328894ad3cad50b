"""Measures the ledger beside its peers and prints one JSON object a figure; see README.md.

  main.py --bin build/release/bin [--events N | --quick] [--profile FOLDER]
"""

import argparse
import sys
import time

import appends
import peers as peer_figures
import queries
import upkeep
from figure import Report, say
from ledger import Ledger

FULL, QUICK = 10_000_000, 1_000_000
CURVE = (100_000, 1_000_000)


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--bin", required=True, help="folder of the built programs")
    parser.add_argument("--quick", action="store_true", help="1,000,000 events")
    parser.add_argument("--events", type=int, help="so many events, at least 1,000")
    parser.add_argument("--profile", metavar="FOLDER",
                        help="also write where the server's time goes, by perf; it costs some")
    options = parser.parse_args(arguments)
    options.events = options.events or (QUICK if options.quick else FULL)
    if options.events < 1_000:
        parser.error("--events: at least 1000")
    return options


def load(ledger, report, size):
    """Fills a ledger; the rate is a figure without goal. Whether there is something to measure:
    a ledger that cannot be queried can still be written to."""
    name = f"load_at_{size}"
    loaded = False
    with report.part(f"loading {size} events", name):
        begin = time.monotonic()
        ledger.load(size)
        loaded = True
        ledger.wait_until_queryable(seconds=60 + size // 2000)
        report.add(name, ledger.head() / (time.monotonic() - begin), "events/s",
                   note=f"{ledger.head()} events through the client, until a query holds them")
    return loaded


def measure_small(programs, report, size, run_seconds):
    """A smaller ledger for the curve; its median of single appends."""
    with report.part(f"a ledger of {size} events"), Ledger(programs) as ledger:
        if load(ledger, report, size):
            queries.curve_point(report, ledger, size, run_seconds)
            return appends.small_p50(report, ledger, run_seconds)
    return None


def measure_full(programs, report, peers, small, options):
    """Everything at full size. Reading comes first, as loaded; then what writes."""
    seconds = options.run_seconds
    with Ledger(programs, options.profile) as ledger:
        if not load(ledger, report, options.events):
            raise RuntimeError("the ledger could not be loaded")
        queries.curve_point(report, ledger, options.events, seconds)
        queries.idle(report, ledger, peers, options.events, seconds)
        upkeep.memory(report, ledger)
        upkeep.disk(report, ledger, peers)
        ledger.start()
        upkeep.starts(report, ledger, seconds)
        queries.under_load(report, ledger, seconds)
        appends.single(report, ledger, peers, small, seconds)
        appends.hundred(report, ledger, peers, seconds)
        appends.import_rows(report, ledger, peers, options.rows)
        upkeep.rebuild(report, ledger)


def main(arguments):
    options = parse(arguments)
    options.run_seconds = 10 if options.events >= QUICK else 5 if options.events >= 100_000 else 2
    options.rows = min(max(options.events // 5, 2_000), 500_000)
    report = Report()
    begin = time.monotonic()
    sizes = [size for size in CURVE if size < options.events] or [options.events // 10]
    sizes.append(options.events)
    peers = peer_figures.measure(options.bin, options.run_seconds, sizes, options.rows)
    medians = [measure_small(options.bin, report, size, options.run_seconds)
               for size in sizes[:-1]]
    small = (sizes[0], medians[0])
    with report.part(f"a ledger of {options.events} events"):
        measure_full(options.bin, report, peers, small, options)
    report.end()
    missed = sum(1 for line in report.lines if line["met"] is False)
    unknown = sum(1 for line in report.lines if line["value"] is None)
    say(f"{len(report.lines)} figures in {time.monotonic() - begin:.0f} s: {missed} missed their "
        f"goal, {unknown} were not measured")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
