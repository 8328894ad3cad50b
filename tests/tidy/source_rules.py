"""Rules on sources: arrows, listing in the build, sizes, words, folder pages.

Each rule takes a Repository and returns its findings, "path:line: what is wrong".
"""

import os
import re

from repository import LAYERS_FILE, layer_of, read_layers

WEB = (".ts", ".tsx", ".mjs", ".css", ".html")
CODE = (".h", ".cc", ".def", ".proto", ".py", ".cmake", "CMakeLists.txt", ".sh") + WEB
CPP = (".h", ".cc", ".def")
PRODUCT = ("proto/", "storage/", "services/", "clients/")
LINES_MAX = 500
WEB_LINES_MAX = 300
COLUMNS_MAX = 100

# Third-party headers for some folders only: pattern -> (folders of headers, of sources).
# RocksDB and gRPC are slow to compile and must not leak into the interfaces of other folders.
GRPC_FOLDERS = ("proto/wire/", "services/rpc/", "services/events/", "services/import/",
                "services/directory/", "services/query/", "services/admin/", "services/gateway/",
                "services/server/", "clients/")
THIRD_PARTY = {
    r"rocksdb/": ((), ("storage/", "services/server/", "services/check/", "services/security/")),
    r"grpcpp/|grpc/": (GRPC_FOLDERS, GRPC_FOLDERS),
    r"httplib\.h": ((), ("services/gateway/",)),
    r"boost/": (("services/gateway/byte_stream.h", "services/gateway/connection.h"),
                ("services/gateway/",)),
}

INCLUDE = re.compile(r'^\s*(?:#\s*include|import)\s+["<]([^">]+)[">]')


def _included_folder(target):
    """The folder of our own that an include or import path leads to, or None."""
    if target.startswith(("anchorledger/", "google/rpc/")):
        return "proto/" + target
    return target if target.startswith(PRODUCT + ("tests/",)) else None


def arrows(repository):
    """Every #include and import follows cmake/layers.txt."""
    layers = read_layers(repository.text(LAYERS_FILE))
    findings = []
    for path in repository.matching(".h", ".cc", ".proto", under=PRODUCT):
        layer = layer_of(path, layers)
        if layer is None:
            findings.append(f"{path}:1: lies in no folder of {LAYERS_FILE}")
            continue
        for number, line in enumerate(repository.lines(path), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            findings += _judge_include(path, number, match.group(1), layer, layers)
    return findings


def _judge_include(path, number, target, layer, layers):
    allowed = layers[layer]
    place = _included_folder(target)
    if place is not None:
        used = layer_of(place, layers)
        if used != layer and used not in allowed and allowed != ["*"]:
            return [f"{path}:{number}: {layer} may not use {used or place}"]
    for pattern, (headers, sources) in THIRD_PARTY.items():
        folders = headers if path.endswith(".h") else sources
        if re.match(pattern, target) and not path.startswith(folders):
            return [f"{path}:{number}: {target} may not be included here"]
    return []


def listed(repository):
    """Every .cc is named in a CMakeLists.txt, every .proto in proto/CMakeLists.txt."""
    findings = []
    for path in repository.matching(".cc"):
        if not _is_named(repository, path):
            findings.append(f"{path}:1: is in no CMakeLists.txt")
    for path in repository.matching(".proto", under=("proto/",)):
        if path[len("proto/"):] not in repository.text("proto/CMakeLists.txt"):
            findings.append(f"{path}:1: is not in proto/CMakeLists.txt")
    return findings


def _is_named(repository, path):
    folder = os.path.dirname(path)
    while True:
        build_file = os.path.join(folder, "CMakeLists.txt")
        if build_file in repository.paths:
            name = re.escape(os.path.relpath(path, folder or "."))
            pattern = rf"(?<![\w/.]){name}(?![\w.])"
            return re.search(pattern, repository.text(build_file)) is not None
        if not folder:
            return False
        folder = os.path.dirname(folder)


def sizes(repository):
    """Files and lines have an end."""
    findings = []
    for path in repository.matching(*CODE):
        lines = repository.lines(path)
        most = WEB_LINES_MAX if path.endswith(WEB) else LINES_MAX
        if len(lines) - 1 > most:
            findings.append(f"{path}:{most}: has {len(lines) - 1} lines, at most {most}")
        for number, line in enumerate(lines, 1):
            if len(line) > COLUMNS_MAX:
                findings.append(f"{path}:{number}: has {len(line)} columns, at most {COLUMNS_MAX}")
    return findings


# What may not be written, where, and why: (pattern, suffixes, folders, reason).
ALL = ("",)
EXACT = ("proto/base/", "proto/anchorledger/", "services/domain/", "services/projections/",
         "services/append/", "services/metrics/")
WORDS = [
    (r"\b(TODO|FIXME|XXX|HACK)\b", None, ALL, "reminders are not left behind"),
    (r"\b(sleep_for|sleep_until|usleep|nanosleep)\b|(?<![\w.])sleep\s*\(", CPP, ALL,
     "wait on a position, a condition or a fake clock"),
    (r"\busing namespace\b", CPP, ALL, "names are written out"),
    (r"^(?!\s*//).*\b(double|float)\b", CPP + (".proto",), EXACT, "money and counts are integers"),
    (r"^(?!\s*//).*\babsl::Mutex", CPP, ALL,
     "proto/base/mutex.h is what the thread sanitizer understands"),
    (r"(?<![\w.])/(work|root|home|tmp/plan)/", None, ALL, "a path of one machine"),
    (r"\b(deb\.debian\.org|registry\.npmjs|pypi\.org|proxy\.golang)", None, ALL,
     "a package host"),
    (r"(?i)\bissue #?\d", None, ALL, "a number that means nothing to a reader of the code"),
]


def words(repository):
    """Words that do not belong into this repository."""
    findings = []
    for path in repository.paths:
        if path.startswith("tests/tidy/") or not _is_text(path):
            continue
        rules = [re.compile(pattern) for pattern, suffixes, folders, _ in WORDS
                 if (suffixes is None or path.endswith(suffixes)) and path.startswith(folders)]
        reasons = {pattern: reason for pattern, _, _, reason in WORDS}
        for number, line in enumerate(repository.lines(path), 1):
            for rule in rules:
                match = rule.search(line)
                if match:
                    reason = reasons[rule.pattern]
                    findings.append(f"{path}:{number}: '{match.group(0)}': {reason}")
    return findings


def _is_text(path):
    text_suffixes = CODE + (".md", ".txt", ".textproto", ".json", ".yml", ".yaml", ".service",
                            ".conf", "Dockerfile", ".clang-tidy", ".clang-format")
    return path.endswith(text_suffixes) or (
        path.startswith(("deploy/", ".ci/")) and "." not in os.path.basename(path))


def pages(repository):
    """Every folder of code has a README.md, and every folder in the map of README.md exists."""
    findings = []
    folders = {os.path.dirname(p) for p in repository.paths}
    for layer in read_layers(repository.text(LAYERS_FILE)):
        if layer not in folders and layer != "tests":
            continue
        shared = layer.startswith("proto/anchorledger/")
        page = "proto/README.md" if shared else f"{layer}/README.md"
        if page not in repository.paths:
            findings.append(f"{page}:1: is missing")
    for number, folder in _folders_of_map(repository.lines("README.md")):
        if not any(f == folder or f.startswith(folder + "/") for f in folders):
            findings.append(f"README.md:{number}: there is no folder {folder}")
    return findings


def _folders_of_map(lines):
    """The folders of the first fenced block below the heading "The folders": line and path.

    Depth is two spaces; names end with '/', several of one depth may share a line.
    """
    found, stack, state = [], [], "before"
    for number, line in enumerate(lines, 1):
        if state == "before" and line.startswith("## The folders"):
            state = "heading"
        elif line.startswith("```"):
            if state == "inside":
                break
            state = "inside" if state == "heading" else state
        elif state == "inside" and line.strip():
            depth = (len(line) - len(line.lstrip())) // 2
            names = re.match(r"\s*((?:[\w.-]+/(?:[\w.-]+/)*\s+|[\w.-]+/$)+)", line + " ")
            for name in names.group(1).split() if names else []:
                stack = stack[:depth] + [name.rstrip("/")]
                found.append((number, "/".join(stack)))
    return found
