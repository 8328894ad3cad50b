// Turns the contract in proto/ into TypeScript below src/gen, and the comments of the event fields
// into the help texts of forms. Does nothing when the result is newer than every input.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const protoRoot = join(web, "..", "..", "proto");
const out = join(web, "src", "gen");
const stamp = join(out, "stamp");

function protoFiles(folder) {
  return readdirSync(join(protoRoot, folder), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".proto"))
    .map((name) => join(folder, name))
    .sort();
}

const files = [
  ...["event", "metric", "api"].flatMap((part) => protoFiles(join("anchorledger", part))),
  join("google", "rpc", "error_details.proto"),
];

// The names of the inputs are part of the stamp: a removed file must not leave its code behind.
const inputs = files.join("\n");

function isCurrent() {
  try {
    const made = statSync(stamp).mtimeMs;
    const sources = [...files.map((name) => join(protoRoot, name)), fileURLToPath(import.meta.url)];
    return (
      readFileSync(stamp, "utf8") === inputs &&
      sources.every((name) => statSync(name).mtimeMs < made)
    );
  } catch {
    return false;
  }
}

// Numbers of descriptor.proto that the paths of comments are made of.
const FILE_MESSAGE = 4;
const MESSAGE_FIELD = 2;

// The first paragraph of each comment on one line, by full name.
function commentsOf(set) {
  const comments = {};
  for (const file of set.file) {
    if (!file.package.startsWith("anchorledger.event.")) continue;
    for (const place of file.sourceCodeInfo?.location ?? []) {
      const [kind, message, member, field] = place.path;
      if (kind !== FILE_MESSAGE || place.leadingComments === "") continue;
      const type = file.messageType[message];
      const text = place.leadingComments.split(/\n\s*\n/)[0].replace(/\s+/g, " ").trim();
      if (place.path.length === 2) comments[type.name] = text;
      if (place.path.length === 4 && member === MESSAGE_FIELD) {
        comments[`${type.name}.${type.field[field].name}`] = text;
      }
    }
  }
  return comments;
}

function generate() {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const plugin = join(web, "node_modules", ".bin", "protoc-gen-es");
  const descriptors = join(out, "descriptors.bin");
  execFileSync(
    "protoc",
    [
      `--proto_path=${protoRoot}`,
      `--plugin=protoc-gen-es=${plugin}`,
      `--es_out=${out}`,
      "--es_opt=target=ts",
      "--include_source_info",
      `--descriptor_set_out=${descriptors}`,
      ...files,
    ],
    { stdio: "inherit" },
  );
  const set = fromBinary(FileDescriptorSetSchema, readFileSync(descriptors));
  writeFileSync(join(out, "comments.json"), JSON.stringify(commentsOf(set), null, 1) + "\n");
  rmSync(descriptors);
  writeFileSync(stamp, inputs);
}

if (!isCurrent()) generate();
