"""Each rule of tidy finds what it is for, and leaves good sources alone."""

import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import proto_rules  # noqa: E402
import source_rules  # noqa: E402
from repository import Repository  # noqa: E402

LAYERS = """# a comment
proto/base:
proto/anchorledger/event/v1:
storage/log: proto/base
services/domain: proto/base proto/anchorledger/event/v1
tests: *
"""

GOOD_PROTO = """syntax = "proto3";
package anchorledger.api.v1;
// Does things.
service ThingService {
  // Gets one.
  rpc GetThing(GetThingRequest) returns (GetThingResponse);
}
// Asks.
message GetThingRequest {
  // Which.
  string thing_id = 1;
}
// Answers.
message GetThingResponse {
  // The kind.
  ThingKind thing_kind = 1;
}
// Kinds.
enum ThingKind {
  // None.
  THING_KIND_UNSPECIFIED = 0;
  // Some.
  THING_KIND_SOME = 1;
}
"""


class TidyTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.write("cmake/layers.txt", LAYERS)
        self.write("proto/CMakeLists.txt", "")

    def write(self, path, text):
        full = os.path.join(self.folder.name, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)

    def find(self, rule):
        return rule(Repository(self.folder.name))

    def assert_found(self, rule, place, words):
        findings = self.find(rule)
        self.assertTrue(any(f.startswith(place) and words in f for f in findings), findings)

    def test_an_arrow_against_the_table_is_found(self):
        self.write("storage/log/a.h", '#include "services/domain/b.h"\n')
        self.assert_found(source_rules.arrows, "storage/log/a.h:1", "may not use services/domain")

    def test_an_arrow_along_the_table_is_left_alone(self):
        self.write("services/domain/b.h",
                   '#include "proto/base/c.h"\n#include "anchorledger/event/v1/d.pb.h"\n')
        self.assertEqual(self.find(source_rules.arrows), [])

    def test_a_folder_outside_the_table_is_found(self):
        self.write("services/misc/a.cc", "\n")
        self.assert_found(source_rules.arrows, "services/misc/a.cc:1", "no folder")

    def test_a_test_header_in_the_product_is_found(self):
        self.write("proto/base/a.cc", '#include "tests/support/skip.h"\n')
        self.assert_found(source_rules.arrows, "proto/base/a.cc:1", "may not use tests")

    def test_rocksdb_in_a_header_is_found(self):
        self.write("storage/log/a.h", "#include <rocksdb/db.h>\n")
        self.write("storage/log/a.cc", "#include <rocksdb/db.h>\n")
        findings = self.find(source_rules.arrows)
        self.assertEqual(len(findings), 1)
        self.assertTrue(findings[0].startswith("storage/log/a.h:1"))

    def test_a_source_outside_the_build_is_found(self):
        self.write("tests/unit/CMakeLists.txt", "add(in_test.cc)\n")
        self.write("tests/unit/in_test.cc", "")
        self.write("tests/unit/n_test.cc", "")
        self.write("proto/anchorledger/api/v1/thing.proto", GOOD_PROTO)
        self.assertEqual(len(self.find(source_rules.listed)), 2)
        self.assert_found(source_rules.listed, "tests/unit/n_test.cc:1", "in no CMakeLists.txt")
        self.assert_found(source_rules.listed, "proto/anchorledger/api/v1/thing.proto", "not in")

    def test_long_files_and_lines_are_found(self):
        self.write("storage/log/a.cc", "x\n" * 501)
        self.write("storage/log/b.cc", "x" * 101 + "\n" + "\u00e9" * 100 + "\n")
        self.write("clients/web/src/a.tsx", "x\n" * 301)
        self.write("clients/web/src/b.css", "x\n" * 300)
        self.assertEqual(len(self.find(source_rules.sizes)), 3)
        self.assert_found(source_rules.sizes, "storage/log/a.cc:500", "501 lines")
        self.assert_found(source_rules.sizes, "clients/web/src/a.tsx:300", "301 lines")
        self.assert_found(source_rules.sizes, "storage/log/b.cc:1", "101 columns")

    def test_unwanted_words_are_found(self):
        bad = ["// TODO later", "std::this_thread::sleep_for(x);", "using namespace std;",
               "double price;", "absl::Mutex m;", 'open("/root/x");', "// see issue #12"]
        self.write("services/domain/a.cc", "\n".join(bad) + "\n")
        self.write("services/telemetry/a.cc", "double seconds;  // doubled, sleepless\n")
        self.write("deploy/run", "curl http://deb.debian.org/x\n")
        self.assertEqual(len(self.find(source_rules.words)), len(bad) + 1)

    def test_a_folder_without_its_page_is_found(self):
        self.write("storage/log/a.cc", "")
        self.write("tests/README.md", "")
        self.write("README.md",
                   "## The folders\n```\nstorage/   bytes\n  log/  records\n  gone/\n```\n")
        self.assertEqual(len(self.find(source_rules.pages)), 2)
        self.assert_found(source_rules.pages, "storage/log/README.md:1", "missing")
        self.assert_found(source_rules.pages, "README.md:5", "storage/gone")

    def test_a_good_proto_is_left_alone(self):
        self.write("proto/anchorledger/api/v1/thing.proto", GOOD_PROTO)
        self.assertEqual(self.find(proto_rules.protos), [])

    def test_bad_protos_are_found(self):
        changes = {
            "service ThingService": ("service Things", "does not end with Service"),
            "(GetThingResponse)": ("(GetThingRequest)", "does not use GetThingResponse"),
            "  // Which.\n": ("", "field thing_id has no comment"),
            "// Kinds.\n": ("", "enum ThingKind has no comment"),
            "  // Gets one.\n": ("", "method GetThing has no comment"),
            "string thing_id": ("string thingId", "not written as fields are"),
            "string thing_id = 1": ("double thing_id = 1", "floating point"),
            "THING_KIND_UNSPECIFIED": ("THING_KIND_NONE", "does not start with"),
            "THING_KIND_SOME": ("SOME", "does not start with THING_KIND_"),
            "package anchorledger.api.v1": ("package anchorledger.api.v2", "match the folder"),
        }
        for good, (bad, words) in changes.items():
            with self.subTest(words):
                self.assertIn(good, GOOD_PROTO)
                self.write("proto/anchorledger/api/v1/thing.proto",
                           GOOD_PROTO.replace(good, bad, 1))
                self.assert_found(proto_rules.protos, "proto/anchorledger/api/v1/thing.proto",
                                  words)

    def test_a_map_in_a_stored_message_is_found(self):
        self.write("proto/anchorledger/event/v1/a.proto",
                   'syntax = "proto3";\npackage anchorledger.event.v1;\n// A.\nmessage A {\n'
                   "  // M.\n  map<string, string> m = 1;\n}\n")
        self.assert_found(proto_rules.protos, "proto/anchorledger/event/v1/a.proto:4", "map")


if __name__ == "__main__":
    unittest.main()
