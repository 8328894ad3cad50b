"""Figures of writing: single events, commits of 100, import."""

import json
import os
import time

import rows
from ledger import ANCHOR
from processes import cpu_by_thread, cpu_seconds

IN_FLIGHT = 64


def _measured(ledger, run_seconds, *options):
    """append_load's figures with the processor time of the server for an event."""
    before, threads_before = cpu_seconds(ledger.pid), cpu_by_thread(ledger.pid)
    found = ledger.append(*options, run_seconds=run_seconds)
    if found["failed"]:
        raise RuntimeError(f"{found['failed']} appends failed")
    found["server_micros"] = 1e6 * (cpu_seconds(ledger.pid) - before) / max(found["events"], 1)
    found["thread_micros"] = {
        name: 1e6 * (used - threads_before.get(name, 0)) / max(found["events"], 1)
        for name, used in cpu_by_thread(ledger.pid).items()}
    return found


def _cost(found):
    cores = os.cpu_count()
    threads = sorted(found["thread_micros"].items(), key=lambda one: -one[1])
    dearest = ", ".join(f"{name} {micros:.1f}" for name, micros in threads[:6] if micros >= 0.1)
    return (f"p50 {found['p50_micros']} us, p99 {found['p99_micros']} us; the server used "
            f"{found['server_micros']:.1f} us of processor an event ({dearest}), {cores} cores are "
            f"{cores * 1e6 / max(found['events_per_second'], 1):.1f} us an event")


def small_p50(report, ledger, run_seconds):
    """The median of single appends in a small ledger; None when it cannot be measured."""
    with report.part("single appends to the small ledger"):
        return _measured(ledger, run_seconds)["p50_micros"]
    return None


def single(report, ledger, peers, small, run_seconds):
    """`small` is the size of the small ledger and its median."""
    with report.part("single appends, 64 in flight", "append_single_vs_grpc",
                     "append_single_vs_postgres", "append_single_vs_rocksdb", "append_single_p50"):
        with ledger.profiled("append_single"):
            found = _measured(ledger, run_seconds, "--in-flight", str(IN_FLIGHT))
        rate = found["events_per_second"]
        report.add("append_single_vs_grpc", rate, peer="empty gRPC service, one fdatasync a group",
                   peer_value=peers.grpc_sync, note=peers.reason("grpc_sync") or _cost(found))
        report.add("append_single_vs_postgres", rate,
                   peer="PostgreSQL 15, prepared insert, 64 clients",
                   peer_value=peers.postgres_single, note=peers.reason("postgres_single"))
        report.add("append_single_vs_rocksdb", rate,
                   peer="RocksDB alone, one row an event, groups of 64 synced",
                   peer_value=peers.rocksdb.get(64), note=peers.reason("rocksdb"))
        report.add("append_single_p50", found["p50_micros"],
                   peer=f"the same at {small[0]} events",
                   peer_value=small[1], note=None if small[1] else "no median of the small ledger")


def hundred(report, ledger, peers, run_seconds):
    with report.part("commits of 100 events", "append_hundred_vs_postgres",
                     "append_hundred_vs_rocksdb"):
        with ledger.profiled("append_hundred"):
            found = max((_measured(ledger, run_seconds, "--in-flight", str(in_flight), "--events",
                                   "100") for in_flight in (8, 64)),
                        key=lambda one: one["events_per_second"])
        report.add("append_hundred_vs_postgres", found["events_per_second"],
                   peer="PostgreSQL 15, inserts of 100, best of 8 and 64 clients",
                   peer_value=peers.postgres_hundred,
                   note=peers.reason("postgres_hundred") or _cost(found))
        report.add("append_hundred_vs_rocksdb", found["events_per_second"],
                   peer="RocksDB alone, one row an event, groups of 1,000 synced",
                   peer_value=peers.rocksdb.get(1_000), note=peers.reason("rocksdb"))


def import_rows(report, ledger, peers, count):
    """From the start of the client to the answer of a query that holds every row."""
    with report.part(f"import of {count} rows", "import"):
        file, profile, _ = rows.write(ledger.folder, count)
        before = cpu_seconds(ledger.pid)
        with ledger.profiled("import"):
            begin = time.monotonic()
            # The made-up network closes periods, and some of the rows fall into them.
            summary = ledger.client("import", "purchases", file, "--anchor", ANCHOR, "--profile",
                                    profile, "--late-reason", "measuring",
                                    seconds=120 + count // 500)
            ledger.ask("--calls", "1", "--min-position", str(ledger.head()), seconds=120)
            seconds = time.monotonic() - begin
        if _count(summary, "created") != count:
            raise RuntimeError(f"{count} rows were sent: {json.dumps(summary)}")
        cpu = 1e6 * (cpu_seconds(ledger.pid) - before) / count
        report.add("import", count / seconds,
                   peer="PostgreSQL 15, COPY, statement trigger keeping monthly totals",
                   peer_value=peers.postgres_copy,
                   note=peers.reason("postgres_copy") or
                   f"{count} rows in {seconds:.2f} s, {cpu:.1f} us of the server's processor a row")


def _count(summary, name):
    counts = summary.get("counts", summary)
    return int(counts.get(name, 0))
