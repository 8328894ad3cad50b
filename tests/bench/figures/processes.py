"""Programs that are run and servers that are kept, each ended by its own process id."""

import json
import os
import signal
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")


def run(command, *, seconds, **options):
    """Runs to the end and returns standard output; an error says what the program said."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          timeout=seconds, check=False, **options)
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip())[-400:]
        raise RuntimeError(f"{os.path.basename(command[0])} ended with {done.returncode}: {said}")
    return done.stdout


def run_json(command, *, seconds, **options):
    """As run(), for programs that print one JSON object."""
    return json.loads(run(command, seconds=seconds, **options))


def wait_for(what, is_there, seconds, process=None):
    """Looks every 2 ms until `is_there` answers with something true, and returns that."""
    until = time.monotonic() + seconds
    while True:
        found = is_there()
        if found:
            return found
        if process is not None and process.poll() is not None:
            raise RuntimeError(f"ended with {process.returncode} before {what}")
        if time.monotonic() > until:
            raise RuntimeError(f"no {what} within {seconds} s")
        time.sleep(0.002)


def stop(process, seconds=60, how=signal.SIGTERM):
    """Ends a process and waits for it; one that does not listen is killed."""
    if process.poll() is None:
        process.send_signal(how)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def cpu_seconds(pid):
    """Processor time that a process has used."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def cpu_by_thread(pid):
    """Processor time by name of thread; those that have ended are not in it."""
    used = {}
    for thread in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{thread}/stat", encoding="ascii") as stat:
                begin, end = stat.read().rsplit(")", 1)
        except OSError:
            continue  # ended meanwhile
        name, fields = begin.split("(", 1)[1], end.split()
        used[name] = used.get(name, 0) + (int(fields[11]) + int(fields[12])) / TICKS
    return used


def resident_bytes(pid, name="VmRSS"):
    """Memory of a process: VmRSS now, VmHWM at most so far."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        for line in status:
            if line.startswith(name + ":"):
                return int(line.split()[1]) * 1024
    raise RuntimeError(f"no {name}")


def disk_bytes(folder):
    """What the files below a folder take on disk."""
    total = 0
    for where, _, files in os.walk(folder):
        for name in files:
            total += os.lstat(os.path.join(where, name)).st_blocks * 512
    return total
