// Reports that partners owe: how one stands, and what one of a kind may hold.
#pragma once

#include <string_view>
#include <vector>

#include "anchorledger/event/v1/evaluation.pb.h"
#include "proto/base/strong_id.h"
#include "services/domain/history.h"

namespace anchorledger::domain {

// The stream of a report.
base::StreamId ReportStream(std::string_view report_id);

// A report as its stream tells it. Points into the history.
struct PartnerReport {
  const Entry* called_in = nullptr;  // the last call in force; reminders move the day
  const event::v1::PartnerReportDue* due = nullptr;  // its payload; null: nothing is asked for
  const Entry* received = nullptr;                   // the first receipt in force; null: not in
};
PartnerReport ReadReport(const History& report);

// The receipt that this actor recorded, whether or not it still counts; null: none.
const Entry* ReceiptBy(const History& report, std::string_view actor);

// The event types that a report of a kind is made of, in the order in which a form offers them. A
// kind that is known by no name may hold any result that partners report.
std::vector<int> ReportedTypes(std::string_view report_kind);

}  // namespace anchorledger::domain
