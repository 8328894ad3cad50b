#include "clients/cli/import_report.h"

#include <google/protobuf/util/time_util.h>

#include "clients/cli/change_report.h"
#include "clients/cli/output/proto_json.h"
#include "proto/base/date.h"
#include "proto/base/hash.h"

namespace anchorledger::cli {
namespace {

std::string StateName(const api::v1::Import& import) {
  return EnumWord(*api::v1::ImportState_descriptor(), import.state());
}

std::int64_t Signed(std::uint64_t count) { return static_cast<std::int64_t>(count); }

Json TotalsToJson(const api::v1::Import& import) {
  Json list = Json::array();
  for (const auto& total : import.totals()) {
    list.push_back({{"currency", total.currency()},
                    {"payment_count", total.payment_count()},
                    {"payments", total.payments_minor()},
                    {"credit_count", total.credit_count()},
                    {"credits", total.credits_minor()},
                    {"net", total.net_minor()},
                    {"unmatched_credit_count", total.unmatched_credit_count()},
                    {"unmatched_credits", total.unmatched_credits_minor()}});
  }
  return list;
}

// Whether it ended before its end.
bool WasCutOff(const api::v1::Import& import) {
  return !import.dry_run() && (import.state() == api::v1::IMPORT_STATE_FAILED ||
                               import.state() == api::v1::IMPORT_STATE_INTERRUPTED);
}

std::string PeriodInWords(const event::v1::Period& period) {
  return base::FormatIsoDate(base::Date{period.from().days()}) + " to " +
         base::FormatIsoDate(base::Date{period.to().days()});
}

// The same file may be meant twice; whether its rows count twice is seen in those that are new.
void AddEarlier(const api::v1::Import& import, Report& report) {
  for (const auto& earlier : import.earlier_imports()) {
    std::string note = "this file was imported before: on " +
                       google::protobuf::util::TimeUtil::ToString(earlier.started_at()) + " by " +
                       earlier.actor_ref() + ", import " + earlier.import_id() + ", source " +
                       earlier.source();
    if (earlier.has_period()) note += ", " + PeriodInWords(earlier.period());
    report.AddNote(std::move(note));
  }
  if (import.earlier_imports_size() > 0 && import.counts().created() > 0 &&
      import.state() != api::v1::IMPORT_STATE_UNDONE) {
    report.AddNote("its new rows count beside those: look whether source and period are meant");
  }
}

Json EarlierToJson(const api::v1::Import& import) {
  Json list = Json::array();
  for (const auto& earlier : import.earlier_imports()) list.push_back(MessageToJson(earlier));
  return list;
}

// What became of the ledger, and what can be done about it.
void AddOutcome(const api::v1::Import& import, Report& report) {
  const auto& counts = import.counts();
  const std::string events = GroupDigits(Signed(counts.events())) + " events";
  if (import.state() == api::v1::IMPORT_STATE_REFUSED) {
    report.AddNote("nothing was appended: with --all-or-nothing no row may be rejected");
  } else if (import.state() == api::v1::IMPORT_STATE_COMPLETED && counts.read() == 0) {
    report.AddNote("nothing was appended: the file has no rows");
  } else if (import.state() == api::v1::IMPORT_STATE_COMPLETED && import.dry_run()) {
    report.AddNote("nothing was appended; the import would append " + events);
  } else if (import.state() == api::v1::IMPORT_STATE_COMPLETED && counts.events() == 0) {
    report.AddNote("nothing was appended: the ledger has these rows already");
  } else if (import.state() == api::v1::IMPORT_STATE_COMPLETED) {
    report.AddNote(events + " were appended; to take them back: import undo " + import.import_id());
  } else if (WasCutOff(import) && counts.events() > 0) {
    report.AddNote(events + " of " + GroupDigits(Signed(counts.recorded_rows())) +
                   " rows stand in the ledger; to take them back: import undo " +
                   import.import_id());
  }
}

Report CountsReport(const api::v1::Import& import) {
  const auto& counts = import.counts();
  Report report({{"rows", "Rows"}, {"count", "Count", Alignment::kRight}});
  const auto add = [&](const char* name, std::uint64_t count) {
    report.AddRow({TextCell(name), CountCell(Signed(count))});
  };
  add("created", counts.created());
  add("updated", counts.updated());
  add("unchanged", counts.unchanged());
  add("rejected", counts.rejected());
  report.AddTotals({"read", GroupDigits(Signed(counts.read()))});
  if (counts.skipped() > 0) {
    report.AddNote(GroupDigits(Signed(counts.skipped())) + " rows left out by the profile");
  }
  if (counts.vanished() > 0) {
    report.AddNote(GroupDigits(Signed(counts.vanished())) +
                   " rows of the earlier file are missing in this one, " +
                   GroupDigits(Signed(counts.voided())) +
                   (import.dry_run() ? " would be voided" : " voided") + " (see: import rows " +
                   import.import_id() + " --list vanished" +
                   (counts.voided() == 0 ? "; --void-vanished voids them)" : ")"));
  }
  for (const auto& rejection : import.rejections()) {
    report.AddNote("rejected: " + GroupDigits(Signed(rejection.rows())) +
                   (rejection.rows() == 1 ? " row, " : " rows, ") + rejection.code() +
                   (rejection.column().empty() ? "" : " in column " + rejection.column()));
  }
  if (counts.rejected() > 0) {
    report.AddNote("each rejected row with its line and reason: import rows " + import.import_id() +
                   " > rejected.csv");
  }
  AddEarlier(import, report);
  AddOutcome(import, report);
  return report;
}

Report TotalsReport(const api::v1::Import& import) {
  Report report({{"total", "Total"},
                 {"lines", "Lines", Alignment::kRight},
                 {"amount", "Amount", Alignment::kRight}});
  for (const auto& total : import.totals()) {
    report.AddRow({TextCell("payments"), CountCell(Signed(total.payment_count())),
                   MoneyCell(total.payments_minor(), total.currency())});
    report.AddRow({TextCell("credits"), CountCell(Signed(total.credit_count())),
                   MoneyCell(-total.credits_minor(), total.currency())});
    report.AddRow({TextCell("net"), CountCell(Signed(total.payment_count() + total.credit_count())),
                   MoneyCell(total.net_minor(), total.currency())});
    if (total.unmatched_credit_count() > 0) {
      report.AddRow({TextCell("of the credits: unmatched"),
                     CountCell(Signed(total.unmatched_credit_count())),
                     MoneyCell(-total.unmatched_credits_minor(), total.currency())});
    }
  }
  return report;
}

}  // namespace

Json ImportToJson(const api::v1::Import& import) {
  const auto& counts = import.counts();
  Json events = Json::object();
  for (const auto& entry : import.events()) events[entry.event_type()] = entry.events();
  Json rejections = Json::array();
  for (const auto& entry : import.rejections()) rejections.push_back(MessageToJson(entry));
  return {{"import_id", import.import_id()},
          {"state", StateName(import)},
          {"dry_run", import.dry_run()},
          {"source", import.source()},
          {"file_name", import.file_name()},
          {"file_sha256", base::HexEncode(import.file_sha256())},
          {"anchor_id", import.anchor_id()},
          {"read", counts.read()},
          {"created", counts.created()},
          {"updated", counts.updated()},
          {"unchanged", counts.unchanged()},
          {"rejected", counts.rejected()},
          {"skipped", counts.skipped()},
          {"vanished", counts.vanished()},
          {"voided", counts.voided()},
          {"events", counts.events()},
          {"recorded_rows", counts.recorded_rows()},
          {"events_by_type", std::move(events)},
          {"totals", TotalsToJson(import)},
          {"rejections", std::move(rejections)},
          {"first_position", import.first_position()},
          {"last_position", import.last_position()},
          {"earlier_imports", EarlierToJson(import)},
          {"failure_code", import.failure_code()},
          {"failure", import.failure()}};
}

void ShowImport(Session& session, const api::v1::Import& import,
                const api::v1::ListMetricChangesResponse* changes) {
  if (session.options().format() == OutputFormat::kJson) {
    Json object = ImportToJson(import);
    if (changes != nullptr) object["metric_changes"] = MetricChangesToJson(*changes);
    session.streams().out << object.dump(2) << "\n";
    return;
  }
  session.streams().err << "import " << import.import_id() << ": " << StateName(import)
                        << (import.dry_run() ? " (dry run, nothing was appended)" : "") << "\n";
  if (!import.failure().empty()) session.streams().err << import.failure() << "\n";
  session.Show(CountsReport(import));
  if (import.totals_size() > 0) {
    if (session.options().format() == OutputFormat::kTable) session.streams().out << "\n";
    session.Show(TotalsReport(import));
  }
  if (changes == nullptr) return;
  if (session.options().format() == OutputFormat::kTable) session.streams().out << "\n";
  session.Show(MetricChangesReport(*changes));
}

void ShowUndo(Session& session, const api::v1::UndoImportResponse& response, bool dry_run) {
  const api::v1::Import& import = response.import();
  if (session.options().format() == OutputFormat::kJson) {
    Json object = ImportToJson(import);
    object["voided_events"] = response.voided_events();
    object["kept_events"] = response.kept_events();
    session.streams().out << object.dump(2) << "\n";
    return;
  }
  session.streams().err << "import " << import.import_id() << ": "
                        << (dry_run ? "would be undone (dry run, nothing was appended)"
                                    : StateName(import))
                        << "\n";
  Report report(
      {{"undo", dry_run ? "Undo would leave" : "Undo"}, {"events", "Events", Alignment::kRight}});
  report.AddRow({TextCell("voided"), CountCell(Signed(response.voided_events()))});
  report.AddRow({TextCell("kept"), CountCell(Signed(response.kept_events()))});
  if (response.kept_events() > 0) {
    report.AddNote("kept: registrations that something else uses by now");
  }
  session.Show(report);
}

Report ImportListReport(const api::v1::ListImportsResponse& response) {
  Report report({{"import_id", "Import"},
                 {"started_at", "Started"},
                 {"state", "State"},
                 {"dry_run", "Dry run"},
                 {"file_name", "File"},
                 {"source", "Source"},
                 {"actor_ref", "Actor"},
                 {"read", "Read", Alignment::kRight},
                 {"created", "Created", Alignment::kRight},
                 {"updated", "Updated", Alignment::kRight},
                 {"unchanged", "Unchanged", Alignment::kRight},
                 {"rejected", "Rejected", Alignment::kRight},
                 {"events", "Events", Alignment::kRight}});
  for (const auto& import : response.imports()) {
    const auto& counts = import.counts();
    report.AddRow({TextCell(import.import_id()),
                   TextCell(google::protobuf::util::TimeUtil::ToString(import.started_at())),
                   TextCell(StateName(import)),
                   {Json(import.dry_run()), import.dry_run() ? "yes" : ""},
                   TextCell(import.file_name()),
                   TextCell(import.source()),
                   TextCell(import.actor_ref()),
                   CountCell(Signed(counts.read())),
                   CountCell(Signed(counts.created())),
                   CountCell(Signed(counts.updated())),
                   CountCell(Signed(counts.unchanged())),
                   CountCell(Signed(counts.rejected())),
                   CountCell(Signed(counts.events()))});
  }
  return report;
}

}  // namespace anchorledger::cli
