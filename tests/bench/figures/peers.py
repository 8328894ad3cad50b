"""What the same machine does without the ledger: measured in the same run, before it."""

import os
import shutil
import signal
import subprocess
import tempfile

import rows
from figure import reason_of, say
from ledger import ANCHOR
from postgres import Postgres
from processes import run_json, stop, wait_for

# A stored purchase: header, payload and envelope, before compression.
ROW_BYTES = 250
EVENT_COLUMNS = "id, stream, version, event_type, anchor, effective_on, body"


class Peers:
    """The figures of the peers; None where one could not be measured, `why` says why."""

    def __init__(self):
        self.grpc_sync = None          # answers a second
        self.postgres_single = None    # events a second
        self.postgres_hundred = None   # events a second
        self.postgres_copy = None      # rows a second
        self.postgres_bytes = None     # an event
        self.postgres_aggregate = {}   # events -> seconds
        self.rocksdb = {}              # events in a group -> events a second
        self.why = {}

    def attempt(self, name, measure):
        """Keeps what `measure` returns, or why it failed."""
        say(f"peer: {name}")
        try:
            setattr(self, name, measure())
            say(f"{name}: {getattr(self, name)}")
        except (OSError, ValueError, RuntimeError, AttributeError,
                subprocess.SubprocessError) as failure:
            self.why[name] = reason_of(failure)
            say(f"failed: {self.why[name]}")

    def reason(self, name):
        """A note for a figure without its peer."""
        return f"no peer: {self.why[name]}" if name in self.why else None


def _grpc_sync(programs, seconds):
    folder = tempfile.mkdtemp(prefix="anchorledger-bench-echo-")
    port_file, token = os.path.join(folder, "port"), os.path.join(folder, "token")
    with open(token, "w", encoding="ascii") as file:
        file.write("0" * 64)
    server = subprocess.Popen([os.path.join(programs, "echo_sync"), os.path.join(folder, "data"),
                               port_file])
    try:
        wait_for("port of echo_sync",
                 lambda: os.path.exists(port_file) and os.path.getsize(port_file), 30, server)
        with open(port_file, encoding="ascii") as file:
            address = f"127.0.0.1:{int(file.read())}"
        return run_json([os.path.join(programs, "append_load"), address, token, "--in-flight",
                         "64", "--seconds", str(seconds), "--anchor", ANCHOR],
                        seconds=seconds + 60)["events_per_second"]
    finally:
        stop(server, how=signal.SIGTERM)
        shutil.rmtree(folder, ignore_errors=True)


def _raw_rocksdb(programs, seconds):
    found = {}
    for group in (64, 1_000):
        folder = tempfile.mkdtemp(prefix="anchorledger-bench-rocksdb-")
        try:
            found[group] = run_json([os.path.join(programs, "raw_rocksdb"), folder, str(ROW_BYTES),
                                     str(group), str(seconds)],
                                    seconds=seconds + 60)["events_per_second"]
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return found


def _copy(database, copy_file, count):
    database.script("monthly_totals.sql", seconds=120)
    seconds = database.copy_csv("events", EVENT_COLUMNS, copy_file, seconds=60 + count // 1000)
    return count / seconds


def _aggregate(database, sizes):
    found = {}
    for size in sizes:
        database.psql("-c", "DROP TABLE IF EXISTS purchases, suppliers", seconds=120)
        database.script("facts.sql", seconds=120 + size // 5_000, events=size)
        found[size] = database.shortest_query_seconds("aggregate.sql", 5, seconds=300)
    return found


def measure(programs, seconds, sizes, row_count):
    """Measures all peers, each for itself."""
    peers = Peers()
    peers.attempt("grpc_sync", lambda: _grpc_sync(programs, seconds))
    peers.attempt("rocksdb", lambda: _raw_rocksdb(programs, seconds))
    folder = tempfile.mkdtemp(prefix="anchorledger-bench-rows-")
    try:
        with Postgres() as database:
            database.script("event_store.sql", seconds=60)
            peers.attempt("postgres_single", lambda: database.transactions_per_second(
                "append_one.sql", 64, seconds))
            # Few clients with long statements and many are both tried: the better one counts.
            peers.attempt("postgres_hundred", lambda: 100 * max(
                database.transactions_per_second("append_hundred.sql", clients, seconds)
                for clients in (8, 64)))
            copy_file = rows.write(folder, row_count)[2]
            peers.attempt("postgres_copy", lambda: _copy(database, copy_file, row_count))
            peers.attempt("postgres_bytes", lambda: database.bytes_of("events") / row_count)
            peers.attempt("postgres_aggregate", lambda: _aggregate(database, sizes))
    except (OSError, RuntimeError, subprocess.SubprocessError) as failure:
        say(f"failed: PostgreSQL: {failure}")
        for name in ("single", "hundred", "copy", "bytes", "aggregate"):
            peers.why.setdefault(f"postgres_{name}", reason_of(failure))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return peers
