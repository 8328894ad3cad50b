"""A running anchorledgerd on a data folder of its own, and the programs that talk to it."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time

from processes import disk_bytes, run, run_json, stop, wait_for

ROLES = "stw,cb,fin,hr,sc,par,exec,sys,eval,operator"
PREFIX = "net"
ANCHOR = PREFIX + "-anchor-0"  # holds a tenth of all events


class Ledger:
    """Use as a context: started inside, stopped and removed at the end."""

    def __init__(self, programs, profiles=None):
        self._programs = programs
        self._profiles = profiles  # folder of profiles; None: none are taken
        self.folder = tempfile.mkdtemp(prefix="anchorledger-bench-")
        self.data = os.path.join(self.folder, "data")
        self._tokens = os.path.join(self.folder, "tokens.json")
        self.token_file = os.path.join(self.folder, "token")
        self._server = None
        self._head = 0
        self.address = ""

    def __enter__(self):
        try:
            self._make_token()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self._server is not None:
            stop(self._server)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def pid(self):
        return self._server.pid

    def program(self, name):
        return os.path.join(self._programs, name)

    def _make_token(self):
        secret = run([self.program("anchorledgerd"), "token", "create", "--tokens-file",
                      self._tokens, "--tenant", "bench", "--actor", "bench", "--org", "network",
                      "--role", ROLES], seconds=60)
        with open(os.open(self.token_file, os.O_CREAT | os.O_WRONLY, 0o600), "w",
                  encoding="ascii") as file:
            file.write(secret)

    def start(self, seconds=300):
        """Starts the server and returns when it has said where it listens."""
        port_file = os.path.join(self.folder, "port")
        if os.path.exists(port_file):
            os.remove(port_file)
        with open(os.path.join(self.folder, "server.log"), "ab") as log:
            self._server = subprocess.Popen(
                [self.program("anchorledgerd"), "--data-dir", self.data, "--listen",
                 "127.0.0.1:0", "--tokens-file", self._tokens, "--port-file", port_file,
                 "--log-calls", "failed"], stdout=log, stderr=log)
        try:
            wait_for("port of anchorledgerd", lambda: os.path.exists(port_file), seconds,
                     self._server)
        except RuntimeError as failure:
            raise RuntimeError(f"{failure}; {self._end_of_log()}") from failure
        with open(port_file, encoding="ascii") as file:
            self.address = f"127.0.0.1:{int(file.read())}"

    def _end_of_log(self):
        with open(os.path.join(self.folder, "server.log"), encoding="utf-8") as log:
            return log.read()[-300:]

    def start_and_answer(self):
        """Seconds from the start to the first answer that holds all events."""
        head = self.head()
        begin = time.monotonic()
        self.start()
        self.ask("--calls", "1", "--min-position", str(head), seconds=300)
        return time.monotonic() - begin

    def head(self):
        """The last position that was seen; a server that is down is not asked."""
        if self._server.poll() is None:
            self._head = int(self.client("admin", "info")["head_position"])
        return self._head

    def stop(self):
        """Stops in order; returns the seconds it took."""
        self.head()
        begin = time.monotonic()
        stop(self._server, seconds=300)
        return time.monotonic() - begin

    def kill(self):
        """As kill -9 does."""
        self._server.kill()
        self._server.wait()

    def client(self, *arguments, seconds=60, timeout=60):
        """The answer of a command of the client, as JSON."""
        said = run([self.program("anchorledger"), "--server", self.address, "--token-file",
                    self.token_file, "--timeout", str(timeout), "--quiet", "--output", "json",
                    *arguments], seconds=seconds)
        return json.loads(said)

    def load(self, events):
        """Fills the ledger with a made-up network. A larger batch may touch too many streams."""
        return self.client("demo", "--scale", str(events), "--seed", "7", "--prefix", PREFIX,
                           "--batch", "500", "--in-flight", "8", seconds=60 + events // 2000)

    def wait_until_queryable(self, seconds):
        """Returns when a query was answered that holds every event."""
        self.ask("--calls", "1", "--min-position", str(self.head()), seconds=seconds)

    def _tool(self, name, *arguments):
        return [self.program(name), self.address, self.token_file, *arguments]

    def append(self, *options, run_seconds):
        """What append_load measures in so many seconds."""
        return run_json(self._tool("append_load", "--anchor", ANCHOR, "--seconds",
                                   str(run_seconds), *options), seconds=run_seconds + 120)

    def append_beside(self, *options, run_seconds):
        """append_load in the background: a process whose standard output is its figures."""
        return subprocess.Popen(
            self._tool("append_load", "--anchor", ANCHOR, "--seconds", str(run_seconds), *options),
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def ask(self, *options, seconds, anchor=ANCHOR):
        """What query_load measures."""
        return run_json(self._tool("query_load", anchor, *options), seconds=seconds + 60)

    def rebuild(self, seconds):
        """What rebuild_time measures."""
        return run_json(self._tool("rebuild_time"), seconds=seconds)

    @contextlib.contextmanager
    def profiled(self, name):
        """Where the server's processor time goes inside, as NAME.txt in the folder of profiles."""
        if self._profiles is None:
            yield
            return
        os.makedirs(self._profiles, exist_ok=True)
        data = os.path.join(self.folder, "perf.data")
        recorder = subprocess.Popen(["perf", "record", "-q", "-F", "499", "-g", "-p",
                                     str(self.pid), "-o", data], stderr=subprocess.DEVNULL)
        try:
            yield
        finally:
            stop(recorder, how=signal.SIGINT)
            report = run(["perf", "report", "--stdio", "-g", "none", "--children", "--sort",
                          "comm,dso,symbol", "-i", data],
                         seconds=300)
            with open(os.path.join(self._profiles, name + ".txt"), "w", encoding="utf-8") as file:
                file.write(report)

    def disk_bytes(self):
        return disk_bytes(self.data)
