"""buf's STANDARD and COMMENTS rules over the descriptors of our own protos, and rules on what is
stored: no maps, no floating point."""

import os
import re
import subprocess
import tempfile

from google.protobuf import descriptor_pb2

OURS = "anchorledger/"
STORED = ("anchorledger.event.", "anchorledger.storage.", "anchorledger.metric.")
PASCAL = re.compile(r"^[A-Z][A-Za-z0-9]*$")
LOWER_SNAKE = re.compile(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
UPPER_SNAKE = re.compile(r"^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$")
Field = descriptor_pb2.FieldDescriptorProto

# Numbers of the fields in descriptor.proto that paths of comments are made of.
FILE_MESSAGE, FILE_ENUM, FILE_SERVICE, FILE_EXTENSION = 4, 5, 6, 7
MESSAGE_FIELD, MESSAGE_NESTED, MESSAGE_ENUM, MESSAGE_ONEOF = 2, 3, 4, 8
ENUM_VALUE, SERVICE_METHOD = 2, 2


def compile_protos(repository):
    """The descriptor set with comments of all our protos, and what the compiler said."""
    proto_root = os.path.join(repository.root, "proto")
    files = [p[len("proto/"):] for p in repository.matching(".proto", under=("proto/" + OURS,))]
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "set.bin")
        result = subprocess.run(
            ["protoc", f"--proto_path={proto_root}", "--include_source_info",
             f"--descriptor_set_out={out}", *files],
            capture_output=True, text=True, check=False)
        if result.returncode != 0:
            return descriptor_pb2.FileDescriptorSet(), result.stderr.strip().split("\n")
        with open(out, "rb") as file:
            descriptors = descriptor_pb2.FileDescriptorSet.FromString(file.read())
        return descriptors, [line for line in result.stderr.split("\n") if line.strip()]


def protos(repository):
    """All findings over the protos of the repository."""
    descriptors, warnings = compile_protos(repository)
    findings = [f"proto/{w}" for w in warnings]
    if not descriptors.file and not findings:
        findings.append("proto: no protos were found")
    used_messages = {}
    for file in descriptors.file:
        findings += FileRules(file, used_messages).check()
    return findings


def to_upper_snake(name):
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    return re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", spaced).upper()


class FileRules:
    """The rules over one file. `used_messages` remembers requests and responses over all files."""

    def __init__(self, file, used_messages):
        self.file = file
        self.used_messages = used_messages
        self.findings = []
        self.comments = {
            tuple(place.path): place.leading_comments + place.trailing_comments
            for place in file.source_code_info.location}
        self.lines = {tuple(place.path): place.span[0] + 1
                      for place in file.source_code_info.location}

    def check(self):
        self._file()
        for i, message in enumerate(self.file.message_type):
            self._message(message, (FILE_MESSAGE, i))
        for i, enum in enumerate(self.file.enum_type):
            self._enum(enum, (FILE_ENUM, i))
        for i, service in enumerate(self.file.service):
            self._service(service, (FILE_SERVICE, i))
        for i, extension in enumerate(self.file.extension):
            self._field(extension, (FILE_EXTENSION, i))
        return self.findings

    def _report(self, path, what):
        self.findings.append(f"proto/{self.file.name}:{self.lines.get(path, 1)}: {what}")

    def _name(self, path, kind, name, pattern):
        if not pattern.match(name):
            self._report(path, f"{kind} {name} is not written as {kind}s are")
        if not self.comments.get(path, "").strip():
            self._report(path, f"{kind} {name} has no comment")

    def _file(self):
        name, package = self.file.name, self.file.package
        if os.path.dirname(name) != package.replace(".", "/"):
            self._report((), f"package {package} does not match the folder")
        if not re.search(r"\.v\d+$", package):
            self._report((), f"package {package} does not end with a version")
        if not LOWER_SNAKE.match(os.path.basename(name)[:-len(".proto")]):
            self._report((), "the file name is not lower_snake_case")
        if self.file.syntax != "proto3":
            self._report((), "the syntax is not proto3")
        if self.file.public_dependency or self.file.weak_dependency:
            self._report((), "imports are neither public nor weak")

    def _message(self, message, path):
        if message.options.map_entry:
            return
        self._name(path, "message", message.name, PASCAL)
        for i, field in enumerate(message.field):
            self._field(field, path + (MESSAGE_FIELD, i))
        synthetic = {f.oneof_index for f in message.field if f.proto3_optional}
        for i, oneof in enumerate(message.oneof_decl):
            if i not in synthetic:
                self._name(path + (MESSAGE_ONEOF, i), "oneof", oneof.name, LOWER_SNAKE)
        maps = [m.name for m in message.nested_type if m.options.map_entry]
        if maps and self.file.package.startswith(STORED):
            self._report(path, f"stored message {message.name} has a map: its bytes have no order")
        for i, nested in enumerate(message.nested_type):
            self._message(nested, path + (MESSAGE_NESTED, i))
        for i, enum in enumerate(message.enum_type):
            self._enum(enum, path + (MESSAGE_ENUM, i))

    def _field(self, field, path):
        self._name(path, "field", field.name, LOWER_SNAKE)
        if field.type in (Field.TYPE_DOUBLE, Field.TYPE_FLOAT):
            self._report(path, f"field {field.name} is a floating point number")

    def _enum(self, enum, path):
        self._name(path, "enum", enum.name, PASCAL)
        prefix = to_upper_snake(enum.name) + "_"
        if enum.options.allow_alias:
            self._report(path, f"enum {enum.name} allows aliases")
        for i, value in enumerate(enum.value):
            place = path + (ENUM_VALUE, i)
            self._name(place, "enum value", value.name, UPPER_SNAKE)
            if not value.name.startswith(prefix):
                self._report(place, f"enum value {value.name} does not start with {prefix}")
        if enum.value[0].number != 0 or enum.value[0].name != prefix + "UNSPECIFIED":
            self._report(path, f"enum {enum.name} does not start with {prefix}UNSPECIFIED = 0")

    def _service(self, service, path):
        self._name(path, "service", service.name, PASCAL)
        if not service.name.endswith("Service"):
            self._report(path, f"service {service.name} does not end with Service")
        for i, method in enumerate(service.method):
            place = path + (SERVICE_METHOD, i)
            self._name(place, "method", method.name, PASCAL)
            for kind, used in (("Request", method.input_type), ("Response", method.output_type)):
                if used.rsplit(".", 1)[-1] != method.name + kind:
                    self._report(place, f"method {method.name} does not use {method.name}{kind}")
                owner = self.used_messages.setdefault(used, (service.name, method.name, kind))
                if owner != (service.name, method.name, kind):
                    self._report(place, f"{used} is used by {owner[1]} already")
