#include "clients/cli/change_report.h"

#include <algorithm>
#include <string>
#include <utility>

#include "clients/cli/metric_report.h"
#include "clients/cli/output/proto_json.h"

namespace anchorledger::cli {
namespace {

using Response = api::v1::ListMetricChangesResponse;

constexpr int kPageChanges = 1000;

Json CellToJson(bool present, const std::string& metric, const api::v1::MetricCell& cell) {
  return present ? MetricCellToJson(metric, cell) : Json(nullptr);
}

Json TextOrNull(bool present, const std::string& text) {
  return present ? Json(text) : Json(nullptr);
}

const api::v1::CellPart* FindPart(const api::v1::MetricCell& cell, const std::string& name) {
  for (const auto& part : cell.parts()) {
    if (part.name() == name) return &part;
  }
  return nullptr;
}

// What a person reads, and what a program does, of a value or a part; nothing where there is none.
Cell ShownCell(const api::v1::MetricCell& cell) {
  return {MetricValueToJson(cell.has_value() ? &cell.value() : nullptr), ShowMetricValue(cell)};
}
Cell ShownPart(const api::v1::MetricCell& cell, const std::string& name) {
  const api::v1::CellPart* part = FindPart(cell, name);
  if (part == nullptr) return NoCell();
  return {MetricValueToJson(part->has_value() ? &part->value() : nullptr),
          ShowMetricPart(*part, cell.currency())};
}

// The rows of the table.
class ChangeRows {
 public:
  explicit ChangeRows(Report& report) : report_(report) {}

  void Add(const api::v1::MetricChange& change) {
    const api::v1::MetricCell& known = change.has_after() ? change.after() : change.before();
    const std::size_t before = report_.size();
    for (const auto& part : known.parts()) {
      const Cell was = ShownPart(change.before(), part.name());
      const Cell is = ShownPart(change.after(), part.name());
      if (was.text != is.text) AddRow(change, "  " + part.name(), was, is);
    }
    const Cell was = change.has_before() ? ShownCell(change.before()) : NoCell();
    const Cell is = change.has_after() ? ShownCell(change.after()) : NoCell();
    // A change that shows in no text, such as one of the denominator alone, has its row, too.
    if (was.text != is.text || report_.size() == before) AddRow(change, change.name(), was, is);
  }

 private:
  void AddRow(const api::v1::MetricChange& change, const std::string& name, const Cell& was,
              const Cell& is) {
    report_.AddRow({TextCell(change.anchor_id().empty() ? "none" : change.anchor_id()),
                    TextCell(change.fiscal_year().empty() ? "all time" : change.fiscal_year()),
                    TextCell(change.metric_id()), TextCell(name),
                    TextCell(change.by_partnership() ? change.partnership_id() : "all"), was, is});
  }

  Report& report_;
};

std::string WhyNone(const Response& response) {
  const std::string limit = GroupDigits(static_cast<std::int64_t>(response.limit()));
  switch (response.state()) {
    case api::v1::METRIC_CHANGES_STATE_COMPUTED:
      return response.changes().empty() ? "no metric would change" : "";
    case api::v1::METRIC_CHANGES_STATE_TOO_MANY_EVENTS:
      return "changes of metrics were not computed: more than " + limit + " events";
    case api::v1::METRIC_CHANGES_STATE_TOO_MANY_PERIODS:
      return "changes of metrics were not computed: more than " + limit +
             " anchors and fiscal years";
    case api::v1::METRIC_CHANGES_STATE_FAILED:
      return "changes of metrics were not computed: " + response.failure();
    default:
      return "changes of metrics were left out";
  }
}

}  // namespace

base::StatusOr<Response> FetchMetricChanges(Connection& connection,
                                            api::v1::ImportService::Stub& stub,
                                            const std::string& import_id) {
  api::v1::ListMetricChangesRequest request;
  request.set_import_id(import_id);
  request.set_page_size(kPageChanges);
  Response all;
  do {
    Response page;
    AL_RETURN_IF_ERROR(
        connection.Call(stub, &api::v1::ImportService::Stub::ListMetricChanges, request, &page));
    request.set_page_token(page.next_page_token());
    all.MergeFrom(page);
  } while (!request.page_token().empty());
  all.clear_next_page_token();
  return all;
}

Json MetricChangesToJson(const Response& response) {
  Json changes = Json::array();
  for (const auto& change : response.changes()) {
    const std::string& metric = change.metric_id();
    changes.push_back(
        {{"metric", metric},
         {"name", change.name()},
         {"edition", change.edition()},
         {"anchor_id", change.anchor_id()},
         {"partnership_id", TextOrNull(change.by_partnership(), change.partnership_id())},
         {"fiscal_year", TextOrNull(!change.fiscal_year().empty(), change.fiscal_year())},
         {"before", CellToJson(change.has_before(), metric, change.before())},
         {"after", CellToJson(change.has_after(), metric, change.after())}});
  }
  return {{"state", EnumWord(*api::v1::MetricChangesState_descriptor(), response.state())},
          {"computed_at", response.computed_at()},
          {"events", response.events()},
          {"limit", response.limit()},
          {"failure", response.failure()},
          {"changes", std::move(changes)}};
}

Report MetricChangesReport(const Response& response) {
  Report report({{"anchor_id", "Anchor"},
                 {"fiscal_year", "Period"},
                 {"metric", "Metric"},
                 {"name", "Name"},
                 {"partnership_id", "Partnership"},
                 {"before", "Before", Alignment::kRight},
                 {"after", "After", Alignment::kRight}});
  ChangeRows rows(report);
  for (const auto& change : response.changes()) rows.Add(change);
  const std::string why = WhyNone(response);
  if (!why.empty()) report.AddNote(why);
  return report;
}

}  // namespace anchorledger::cli
