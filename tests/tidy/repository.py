"""The files of the repository and the layers they belong to."""

import os
import re
import subprocess

LAYERS_FILE = "cmake/layers.txt"


class Repository:
    """Files below `root` by path, with '/' between folders. Texts are read once."""

    def __init__(self, root):
        self.root = root
        self.paths = sorted(p for p in self._list() if os.path.isfile(os.path.join(root, p)))
        self._texts = {}

    def _list(self):
        git = subprocess.run(
            ["git", "-C", self.root, "ls-files", "-z"], capture_output=True, check=False)
        if git.returncode == 0 and git.stdout:
            return [p for p in git.stdout.decode().split("\0") if p]
        found = []
        for folder, folders, files in os.walk(self.root):
            folders[:] = [f for f in folders if f not in (".git", "build", "node_modules")]
            found += [os.path.relpath(os.path.join(folder, f), self.root) for f in files]
        return found

    def text(self, path):
        if path not in self._texts:
            with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as file:
                self._texts[path] = file.read()
        return self._texts[path]

    def lines(self, path):
        return self.text(path).split("\n")

    def matching(self, *suffixes, under=("",)):
        return [p for p in self.paths if p.endswith(suffixes) and p.startswith(tuple(under))]


def read_layers(text):
    """The table of cmake/layers.txt: folder -> the folders it may use ('*': all)."""
    layers = {}
    for line in text.split("\n"):
        match = re.match(r"([^#:]+):(.*)$", line)
        if match:
            layers[match.group(1).strip()] = match.group(2).split()
    return layers


def layer_of(path, layers):
    """The layer a file lies in: the longest folder of the table that holds it, or None."""
    holding = [layer for layer in layers if path.startswith(layer + "/")]
    return max(holding, key=len, default=None)
