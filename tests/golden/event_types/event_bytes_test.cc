// Golden bytes: what was stored once is read the same for ever. A line of these files is never
// changed: a new meaning is a new field, a new value or a new type, which adds lines.
#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "proto/base/hash.h"
#include "services/domain/event_types/event_type.h"
#include "tests/support/events/sample_events.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;
using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr const char* kBytesFile = "tests/golden/event_types/event_bytes.txt";
constexpr const char* kContractFile = "tests/golden/event_types/event_contract.txt";

std::string Serialised(const Message& message) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&coded);
  }
  return bytes;
}

// The lines of a golden file by their first word.
std::map<std::string, std::string> ReadGolden(const char* file) {
  std::map<std::string, std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const std::size_t space = line.find(' ');
    if (line.empty() || line[0] == '#') continue;
    lines[line.substr(0, space)] = line.substr(space + 1);
  }
  return lines;
}

void CompareWithGolden(const std::map<std::string, std::string>& actual, const char* file) {
  const auto golden = ReadGolden(file);
  for (const auto& [name, line] : golden) {
    INFO(name << " of " << file);
    REQUIRE(actual.count(name) == 1);
    CHECK(actual.at(name) == line);
  }
  for (const auto& [name, line] : actual) {
    // Not through INFO, which would break the line that has to be added.
    if (golden.count(name) == 0)
      std::cout << "add to " << file << ": " << name << " " << line << "\n";
    CHECK(golden.count(name) == 1);
  }
}

TEST_CASE("a sample of every event type and of the header has its golden bytes") {
  std::map<std::string, std::string> actual;
  for (const EventType& type : AllEventTypes()) {
    actual[std::string(type.name)] =
        base::HexEncode(Serialised(testing::SamplePayload(type.number)));
  }
  const pb::EventPayload purchase = testing::SamplePayload(pb::EventPayload::kPurchaseRecorded);
  actual["EventHeader"] = base::HexEncode(Serialised(testing::SampleHeader(purchase)));
  CompareWithGolden(actual, kBytesFile);
}

TEST_CASE("golden bytes read back to the sample they were made of") {
  for (const auto& [name, hex] : ReadGolden(kBytesFile)) {
    if (name == "EventHeader") continue;
    const EventType* type = FindEventTypeByName(name);
    REQUIRE(type != nullptr);
    pb::EventPayload payload;
    const auto bytes = base::HexDecode(hex);
    REQUIRE(bytes.ok());
    REQUIRE(payload.ParseFromString(*bytes));
    CHECK(TypeOf(payload) == type);
    CHECK(Serialised(payload) == Serialised(testing::SamplePayload(type->number)));
  }
}

void Describe(const EnumDescriptor& type, std::map<std::string, std::string>& lines) {
  for (int i = 0; i < type.value_count(); ++i) {
    lines[type.name() + ":" + std::to_string(type.value(i)->number())] = type.value(i)->name();
  }
}

void Describe(const Descriptor& type, std::map<std::string, std::string>& lines,
              std::set<const Descriptor*>& seen) {
  if (!seen.insert(&type).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    std::ostringstream line;
    line << field.name() << ' ' << (field.is_repeated() ? "repeated " : "")
         << (field.has_optional_keyword() ? "optional " : "") << field.type_name();
    if (field.real_containing_oneof() != nullptr) {
      line << " of " << field.real_containing_oneof()->name();
    }
    if (field.message_type() != nullptr) {
      line << ' ' << field.message_type()->name();
      Describe(*field.message_type(), lines, seen);
    }
    if (field.enum_type() != nullptr) {
      line << ' ' << field.enum_type()->name();
      Describe(*field.enum_type(), lines);
    }
    lines[type.name() + "#" + std::to_string(field.number())] = line.str();
  }
}

TEST_CASE("names, numbers and types of all that is stored stay as they are") {
  std::map<std::string, std::string> actual;
  std::set<const Descriptor*> seen;
  Describe(*pb::EventPayload::descriptor(), actual, seen);
  Describe(*pb::EventHeader::descriptor(), actual, seen);
  CompareWithGolden(actual, kContractFile);
}

}  // namespace
}  // namespace anchorledger::event_types
