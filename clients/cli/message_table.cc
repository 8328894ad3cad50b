#include "clients/cli/message_table.h"

#include <string>
#include <string_view>

#include "clients/cli/output/proto_json.h"

namespace anchorledger::cli {
namespace {

constexpr std::string_view kMinorSuffix = "_minor";

// The member called `currency` beside amounts in minor units; empty where there is none.
std::string CurrencyOf(const Json& object) {
  const auto currency = object.find("currency");
  return currency != object.end() && currency->is_string() ? currency->get<std::string>() : "";
}

std::string PlainWords(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

void AddMembers(const Json& json, const std::string& path, Report* report);

// Lists of plain values stand in one cell; other lists have a number for each entry, from 1.
void AddList(const Json& list, const std::string& name, Report* report) {
  std::string words;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].is_structured()) {
      AddMembers(list[i], name + "[" + std::to_string(i + 1) + "]", report);
    } else {
      words += (words.empty() ? "" : ", ") + PlainWords(list[i]);
    }
  }
  if (!words.empty()) report->AddRow({TextCell(name), TextCell(words)});
}

// One row for each member, those of members with their path: no JSON among a table's cells. An
// amount in minor units beside a currency is shown as people write it.
void AddMembers(const Json& json, const std::string& path, Report* report) {
  const std::string currency = CurrencyOf(json);
  for (const auto& [key, value] : json.items()) {
    const std::string name = path.empty() ? key : path + "." + key;
    if (key == "currency" && json.contains("minor")) continue;  // said with the amount
    const bool amount = value.is_number_integer() && !currency.empty() &&
                        (key == "minor" || key.ends_with(kMinorSuffix));
    if (amount) {
      const std::string of = key == "minor" ? path : name.substr(0, name.rfind(kMinorSuffix));
      report->AddRow({TextCell(of), TextCell(MoneyCell(value.get<std::int64_t>(), currency).text)});
    } else if (value.is_object()) {
      AddMembers(value, name, report);
    } else if (value.is_array()) {
      AddList(value, name, report);
    } else {
      report->AddRow({TextCell(name), TextCell(PlainWords(value))});
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
