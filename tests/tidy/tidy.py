"""Lints of the repository. `tidy.py RULE [FOLDER]` prints the findings of one rule and exits with 1
if there are any. The rules are named in RULES."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import proto_rules  # noqa: E402
import source_rules  # noqa: E402
from repository import Repository  # noqa: E402

RULES = {
    "arrows": source_rules.arrows,
    "listed": source_rules.listed,
    "sizes": source_rules.sizes,
    "words": source_rules.words,
    "pages": source_rules.pages,
    "protos": proto_rules.protos,
}


def main(arguments):
    if len(arguments) not in (1, 2) or arguments[0] not in RULES:
        print(f"usage: tidy.py {{{'|'.join(RULES)}}} [folder]")
        return 2
    root = arguments[1] if len(arguments) == 2 else "."
    findings = RULES[arguments[0]](Repository(root))
    for finding in findings:
        print(finding)
    print(f"{arguments[0]}: {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
