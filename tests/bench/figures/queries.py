"""Figures of reading: latency idle and under load, freshness, and how cost grows with size."""

import json

from processes import stop

LOAD_RATE = 5_000


def curve_point(report, ledger, size, run_seconds):
    """One point of the curve of query cost over events."""
    name = f"query_p50_at_{size}"
    with report.part(f"queries at {size} events", name):
        found = _answers(ledger.ask("--seconds", str(run_seconds), seconds=run_seconds))
        report.add(name, found["p50_micros"], "us",
                   note=f"p99 {found['p99_micros']} us, {found['cells']} cells of P-02")


def idle(report, ledger, peers, size, run_seconds):
    with report.part("queries, idle", "query_idle_p99", "query_vs_postgres"):
        with ledger.profiled("query"):
            found = _answers(ledger.ask("--seconds", str(run_seconds), seconds=run_seconds))
        report.add("query_idle_p99", found["p99_micros"],
                   note=f"p50 {found['p50_micros']} us, {found['calls']} calls")
        theirs = peers.postgres_aggregate.get(size)
        ours = max(found["p50_micros"], 1)
        report.add("query_vs_postgres", ours,
                   peer="PostgreSQL 15, index-only aggregation of typed rows, fastest of 5 (us)",
                   peer_value=None if theirs is None else theirs * 1e6,
                   ratio=None if theirs is None else theirs * 1e6 / ours,
                   note=peers.reason("postgres_aggregate") or "the ratio is theirs / ours")


def under_load(report, ledger, run_seconds):
    """Latency and freshness while single purchases of the same anchor are appended."""
    for title, name, extra in (
            ("queries under load", "query_loaded_p99", ()),
            ("freshness under load", "freshness_p99", ("--fresh",))):
        with report.part(title, name):
            load = ledger.append_beside("--rate", str(LOAD_RATE), "--in-flight", "64",
                                        run_seconds=run_seconds + 2)
            try:
                found = _answers(ledger.ask("--seconds", str(run_seconds), *extra,
                                            seconds=run_seconds))
                reached = json.loads(load.communicate(timeout=run_seconds + 120)[0])
            finally:
                stop(load)
            note = (f"p50 {found['p50_micros']} us, {found['calls']} calls, beside "
                    f"{reached['events_per_second']} single appends a second to the same anchor")
            if reached["events_per_second"] < 0.9 * LOAD_RATE:
                note += f"; {LOAD_RATE} a second were wanted"
            report.add(name, found["p99_micros"], note=note)


def _answers(found):
    if found["failed"] or not found["calls"] or not found["cells"]:
        raise RuntimeError(f"queries failed or answered nothing: {json.dumps(found)}")
    return found
