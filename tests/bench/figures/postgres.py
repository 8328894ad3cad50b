"""A PostgreSQL cluster of our own, in a temporary folder on a free port of the loopback."""

import glob
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from processes import run, stop, wait_for

SQL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sql")
# Every commit durable, as by default; more memory and fewer checkpoints than by default.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "synchronous_commit": "on",
    "fsync": "on",
    "shared_buffers": "1GB",
    "work_mem": "64MB",
    "maintenance_work_mem": "256MB",
    "jit": "off",  # compiling would cost more than these queries take
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def find_programs():
    """The folder of PostgreSQL's own programs, which Debian keeps out of the PATH."""
    folders = glob.glob("/usr/lib/postgresql/15/bin")
    if not folders:
        raise RuntimeError("postgresql-15 is not installed")
    return folders[0]


class Postgres:
    """Use as a context. The server refuses to run as root, so then it runs as postgres."""

    def __init__(self):
        self._bin = find_programs()
        self._folder = tempfile.mkdtemp(prefix="anchorledger-bench-pg-")
        self._as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        self._server = None
        self.port = 0

    def __enter__(self):
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self._server is not None:
            # The server's own process, not runuser's: SIGINT disconnects clients and shuts down.
            try:
                with open(os.path.join(self._folder, "data/postmaster.pid"),
                          encoding="ascii") as pid:
                    os.kill(int(pid.readline()), signal.SIGINT)
            except (OSError, ValueError):
                pass
            stop(self._server, seconds=60, how=0)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _start(self):
        if self._as_user:
            shutil.chown(self._folder, "postgres")
        data = os.path.join(self._folder, "data")
        run([*self._as_user, f"{self._bin}/initdb", "-D", data, "-A", "trust", "-U", "bench",
             "--no-locale", "-E", "UTF8"], seconds=120, cwd="/")
        self.port = free_port()
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        with open(os.path.join(self._folder, "server.log"), "wb") as log:
            self._server = subprocess.Popen(
                [*self._as_user, f"{self._bin}/postgres", "-D", data, "-p", str(self.port),
                 *settings], stdout=log, stderr=log, cwd="/")
        wait_for("answer of PostgreSQL", self._answers, 60, self._server)

    def _answers(self):
        ready = subprocess.run([f"{self._bin}/pg_isready", "-q", *self._place()], check=False)
        return ready.returncode == 0

    def _place(self):
        return ["-h", "127.0.0.1", "-p", str(self.port), "-U", "bench"]

    def psql(self, *arguments, seconds):
        """Runs psql, rows unaligned; stops at the first error."""
        return run([f"{self._bin}/psql", *self._place(), "-d", "postgres", "-X", "-q", "-A", "-t",
                    "-v", "ON_ERROR_STOP=1", *arguments], seconds=seconds)

    def script(self, name, seconds, **variables):
        """Runs a file of the folder sql."""
        chosen = [part for key, value in variables.items() for part in ("-v", f"{key}={value}")]
        return self.psql(*chosen, "-f", os.path.join(SQL, name), seconds=seconds)

    def transactions_per_second(self, name, clients, seconds):
        """What pgbench reports for a script with prepared statements."""
        said = run([f"{self._bin}/pgbench", *self._place(), "-n", "-M", "prepared", "-c",
                    str(clients), "-j", "2", "-T", str(seconds), "-f", os.path.join(SQL, name),
                    "postgres"], seconds=seconds + 60)
        return float(re.search(r"tps = ([0-9.]+)", said).group(1))

    def copy_csv(self, table, columns, file, seconds):
        """Seconds that a COPY over the loopback takes."""
        begin = time.monotonic()
        self.psql("-c", f"\\copy {table} ({columns}) from '{file}' (format csv)", seconds=seconds)
        return time.monotonic() - begin

    def shortest_query_seconds(self, name, times, seconds):
        """The fastest of several runs of a query, on a warm cache and as a client sees it."""
        with open(os.path.join(SQL, name), encoding="utf-8") as file:
            query = " ".join(file.read().split())
        timed = ["-c", "\\timing on", "-c", "\\o /dev/null"]
        for _ in range(times):
            timed += ["-c", query]
        said = self.psql(*timed, seconds=seconds)
        found = re.findall(r"Time: ([0-9.]+) ms", said)
        if len(found) < times:
            raise RuntimeError("psql printed no times")
        return min(float(ms) for ms in found) / 1000

    def bytes_of(self, table):
        """Table, indexes and the rest on disk."""
        return int(self.psql("-c", f"SELECT pg_total_relation_size('{table}')", seconds=60))
