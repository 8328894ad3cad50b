#include "services/import/refusal.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "anchorledger/event/v1/rules.pb.h"
#include "proto/base/error_reason.h"
#include "services/domain/event_types/event_type.h"

namespace anchorledger::importing {
namespace {

// "amount.minor" of "3.purchase_recorded.amount.minor": neither the event's place among those of
// its row nor the name of its payload says anything to somebody who looks at a file.
std::string FieldInWords(std::string_view path) {
  const std::size_t place = path.find('.');
  if (place != std::string_view::npos) path.remove_prefix(place + 1);
  const std::size_t payload = path.find('.');
  const bool header = path.starts_with("header.");
  if (payload != std::string_view::npos && !header) path.remove_prefix(payload + 1);
  return std::string(path);
}

std::string Sentence(std::string_view text) {
  std::string sentence(text);
  if (!sentence.empty() && sentence.front() >= 'a' && sentence.front() <= 'z') {
    sentence.front() = static_cast<char>(sentence.front() - 'a' + 'A');
  }
  if (!sentence.ends_with('.')) sentence.push_back('.');
  return sentence;
}

// Whether a field path lies at or below the path of a mapping, or the other way round.
bool Touches(std::string_view field, std::string_view mapped) {
  const std::size_t common = std::min(field.size(), mapped.size());
  if (field.substr(0, common) != mapped.substr(0, common)) return false;
  return field.size() == mapped.size() ||
         (field.size() > common ? field[common] : mapped[common]) == '.';
}

std::string ColumnOf(std::string_view field, const MappedEvent& event) {
  for (const CompiledField& mapping : event.emit->fields) {
    if (Touches(field, mapping.target.path())) return mapping.value.label;
  }
  return {};
}

// "0.purchase_recorded.amount.minor": the event's place in its row, then its field. Events that
// were left out of the row shift the places, so the name of the payload decides.
std::string ColumnOfPath(std::string_view path, const MappedRow& row) {
  for (const MappedEvent& event : row.events) {
    const std::string& name = event.emit->member->name();
    const std::size_t at = path.find(name);
    if (at != std::string_view::npos && path.size() > at + name.size()) {
      return ColumnOf(path.substr(at + name.size() + 1), event);
    }
  }
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) return {};
  std::string_view field = path.substr(dot + 1);
  for (const MappedEvent& event : row.events) {
    if (field == "effective_on" && event.emit->has_business_date) {
      field = event_types::FindEventType(event.emit->event_type)->rule->business_date();
      field = field.substr(0, field.find('|'));
    }
    std::string column = ColumnOf(field, event);
    if (!column.empty()) return column;
  }
  return {};
}

}  // namespace

RowProblem ProblemOf(const base::Status& status, const MappedRow& row) {
  RowProblem problem;
  problem.code = std::string(base::ReasonName(base::ReasonOf(status)));
  const std::vector<base::FieldViolation> violations = base::FieldViolationsOf(status);
  if (!violations.empty()) {
    const base::FieldViolation& first = violations.front();
    problem.code = std::string(base::ReasonName(first.reason));
    problem.column = ColumnOfPath(first.field, row);
    problem.message = Sentence(FieldInWords(first.field) + " " + first.description);
    return problem;
  }
  std::string_view message = base::MessageOf(status);
  for (const auto& [key, value] : base::MetadataOf(status)) {
    if (key != "field") continue;
    problem.column = ColumnOfPath("0." + value, row);
    // The column says where; what the contract calls it stands in no file.
    const std::string named = value + ": ";
    if (!problem.column.empty() && message.starts_with(named)) message.remove_prefix(named.size());
  }
  problem.message = Sentence(message);
  return problem;
}

}  // namespace anchorledger::importing
