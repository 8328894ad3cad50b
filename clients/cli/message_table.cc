#include "clients/cli/message_table.h"

#include <string>

#include "clients/cli/output/proto_json.h"

namespace anchorledger::cli {
namespace {

// One row for each member, those of members with their path: no JSON among a table's cells.
void AddMembers(const Json& json, const std::string& path, Report* report) {
  for (const auto& [key, value] : json.items()) {
    const std::string name = path.empty() ? key : path + "." + key;
    if (value.is_object()) {
      AddMembers(value, name, report);
    } else if (value.is_array()) {
      std::string words;
      for (const Json& one : value) {
        words +=
            (words.empty() ? "" : ", ") + (one.is_string() ? one.get<std::string>() : one.dump());
      }
      report->AddRow({TextCell(name), TextCell(words)});
    } else {
      report->AddRow(
          {TextCell(name), TextCell(value.is_string() ? value.get<std::string>() : value.dump())});
    }
  }
}

}  // namespace

void ShowMembers(Session& session, const Json& json) {
  if (session.options().format() == OutputFormat::kJson) {
    session.streams().out << json.dump(2) << "\n";
    return;
  }
  Report report({{"field", "Field"}, {"value", "Value"}});
  AddMembers(json, "", &report);
  session.Show(report);
}

void ShowMessage(Session& session, const google::protobuf::Message& message) {
  ShowMembers(session, MessageToJson(message));
}

}  // namespace anchorledger::cli
