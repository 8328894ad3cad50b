"""Figures of keeping: rebuild, memory, disk, starting again."""

from processes import cpu_seconds, resident_bytes, stop


def rebuild(report, ledger):
    with report.part("rebuild of all projections", "rebuild"):
        head = ledger.head()
        before = cpu_seconds(ledger.pid)
        with ledger.profiled("rebuild"):
            found = ledger.rebuild(seconds=120 + head // 5_000)
        cpu = cpu_seconds(ledger.pid) - before
        report.add("rebuild", found["head"] / found["seconds"],
                   note=f"{found['projections']} projections at the same time, {found['head']} "
                        f"events in {found['seconds']} s with {cpu:.1f} s of processor")


def memory(report, ledger, name="memory_resident"):
    with report.part("memory", name):
        report.add(name, resident_bytes(ledger.pid), "bytes",
                   note=f"at most so far {resident_bytes(ledger.pid, 'VmHWM')}, at "
                        f"{ledger.head()} events")


def disk(report, ledger, peers):
    """Stops the ledger."""
    with report.part("disk", "disk"):
        head = ledger.head()
        seconds = ledger.stop()
        report.add("disk", ledger.disk_bytes() / head,
                   peer="PostgreSQL 15, event table and its indexes",
                   peer_value=peers.postgres_bytes,
                   note=f"all folders after a clean stop, which took {seconds:.2f} s")


def starts(report, ledger, run_seconds):
    """Starts after a clean stop and after kill -9 while appends run; leaves the ledger running."""
    with report.part("start after a clean stop", "start_clean"):
        ledger.stop()
        report.add("start_clean", ledger.start_and_answer(),
                   note=f"until a query was answered, {ledger.head()} events")
        memory(report, ledger, "memory_after_start")
    with report.part("start after kill -9", "start_killed"):
        load = ledger.append_beside("--in-flight", "64", run_seconds=run_seconds + 30)
        try:
            ledger.ask("--seconds", str(run_seconds), seconds=run_seconds)
            ledger.head()
            ledger.kill()
        finally:
            stop(load)
        report.add("start_killed", ledger.start_and_answer(),
                   note=f"killed while appends ran; {ledger.head()} events")
