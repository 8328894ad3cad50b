// Outcomes that name an earlier report, reports that partners owe, and the records of imports.
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/evaluation.pb.h"
#include "anchorledger/event/v1/imports.pb.h"
#include "anchorledger/event/v1/outcomes.pb.h"
#include "services/domain/fact_rules.h"
#include "services/domain/in_words.h"
#include "services/domain/rule_errors.h"
#include "services/domain/stream_rules.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;

base::Status CheckBaselineRef(const Subject& subject, const pb::JobsReported& jobs,
                              BatchView& view) {
  if (!jobs.has_baseline_ref()) return base::Status();
  const base::Position position(jobs.baseline_ref());
  AL_ASSIGN_OR_RETURN(const History* history, view.Read(subject.stream));
  const Entry* baseline = history->Find(position);
  if (baseline != nullptr && baseline->in_force() && position != subject.position &&
      baseline->As<pb::JobsReported>() != nullptr) {
    return base::Status();
  }
  return Refuse(
      {.rule = "baseline_ref",
       .field = "baseline_ref",
       .message = EventInWords(position) + " is no jobs report in force of the same organisation",
       .events = {position}});
}

base::Status CheckReminder(const Entry& first, const pb::PartnerReportDue& first_due,
                           const Entry& entry, const pb::PartnerReportDue& due) {
  if (due.reminder_no() == 0) {
    return Refuse({.rule = "one_due",
                   .field = "reminder_no",
                   .message = "the report was called in by " + EventInWords(first.position) +
                              " already; a repeat is a reminder, with reminder_no 1 or more",
                   .events = {first.position, entry.position}});
  }
  if (due.partner_id() != first_due.partner_id()) {
    return Refuse({.rule = "report_of_partner",
                   .field = "partner_id",
                   .message = "partner \"" + first_due.partner_id() +
                              "\" owes this report, not \"" + due.partner_id() + "\"",
                   .events = {first.position, entry.position}});
  }
  return base::Status();
}

}  // namespace

base::Status CheckOutcomeFact(const Subject& subject, BatchView& view) {
  if (const auto* jobs = subject.As<pb::JobsReported>()) {
    return CheckBaselineRef(subject, *jobs, view);
  }
  return base::Status();
}

base::Status CheckReportStream(const base::StreamId&, const History& history) {
  const Entry* first = nullptr;
  const pb::PartnerReportDue* first_due = nullptr;
  base::Status status;
  history.Each<pb::PartnerReportDue>([&](const Entry& entry, const pb::PartnerReportDue& due) {
    if (!status.ok()) return;
    if (first != nullptr) {
      status = CheckReminder(*first, *first_due, entry, due);
      return;
    }
    first = &entry;
    first_due = &due;
    if (due.reminder_no() == 0) return;
    status = Refuse({.rule = "one_due",
                     .field = "reminder_no",
                     .message = "nothing was called in yet that a reminder could repeat; the first "
                                "one has reminder_no 0",
                     .events = {entry.position}});
  });
  AL_RETURN_IF_ERROR(status);
  const Entry* opening = history.Opening();
  if (first != nullptr || opening == nullptr) return base::Status();
  return Refuse(
      {.rule = "opened_first",
       .field = "report_id",
       .message = EventInWords(opening->position) + " is about a report that was never called in",
       .events = {opening->position}});
}

base::Status CheckImportBatchStream(const base::StreamId&, const History& history) {
  const Entry* recorded = nullptr;
  const Entry* undone = nullptr;
  for (std::size_t i = 0; i < history.size(); ++i) {
    const Entry& entry = history.at(i);
    if (!entry.in_force()) continue;
    Refusal refusal{.rule = "batch_order", .field = "batch_id", .events = {entry.position}};
    if (undone != nullptr) {
      refusal.message = "the batch was undone by " + EventInWords(undone->position) +
                        "; import the file again as a new batch";
      refusal.events = {undone->position, entry.position};
      return Refuse(refusal);
    }
    if (entry.As<pb::ImportBatchRecorded>() != nullptr) recorded = &entry;
    if (entry.As<pb::ImportBatchUndone>() == nullptr) continue;
    if (recorded == nullptr) {
      refusal.message = "there is no batch to undo";
      return Refuse(refusal);
    }
    undone = &entry;
  }
  return base::Status();
}

}  // namespace anchorledger::domain
