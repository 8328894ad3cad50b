#include "services/import/import_tally.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "anchorledger/event/v1/common.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/event_type.h"

namespace anchorledger::importing {
namespace {

// Adds sign * amount, or says that the sum would leave its range.
bool AddTo(std::int64_t& sum, std::int64_t amount, std::int64_t sign) {
  return !__builtin_add_overflow(sum, sign * amount, &sum);
}

}  // namespace

base::Status ImportTally::AddMoney(const MappedRow& row) { return Apply(row, 1); }

base::Status ImportTally::SubtractMoney(const MappedRow& row) { return Apply(row, -1); }

base::Status ImportTally::Apply(const MappedRow& row, std::int64_t sign) {
  for (const MappedEvent& event : row.events) {
    if (event.emit->money == MoneyRole::kNone) continue;
    const auto& fields = *event_types::EventOf(*event.payload);
    const auto& amount = static_cast<const event::v1::Money&>(
        fields.GetReflection()->GetMessage(fields, event.emit->amount));
    MoneyTotals& totals = totals_[amount.currency()];
    const auto step = static_cast<std::uint64_t>(sign);  // wraps around for -1, as it should
    bool fits = true;
    if (event.emit->money == MoneyRole::kPayment) {
      totals.payment_count += step;
      fits = AddTo(totals.payments_minor, amount.minor(), sign);
    } else {
      totals.credit_count += step;
      fits = AddTo(totals.credits_minor, amount.minor(), sign);
    }
    if (event.emit->money == MoneyRole::kUnmatchedCredit) {
      totals.unmatched_credit_count += step;
      fits = fits && AddTo(totals.unmatched_credits_minor, amount.minor(), sign);
    }
    if (!fits) {
      return base::MakeError(base::ErrorReason::kOverflow,
                             "the sum of the file's amounts does not fit");
    }
  }
  return absl::OkStatus();
}

void ImportTally::AddRejection(const RowProblem& problem) {
  constexpr std::size_t kKindsMax = 1000;
  const std::pair<std::string, std::string> kind(problem.code, problem.column);
  if (rejections_.size() < kKindsMax || rejections_.contains(kind)) ++rejections_[kind];
}

void ImportTally::AddEvents(const std::map<int, std::uint64_t>& events) {
  for (const auto& [number, count] : events) {
    events_[std::string(event_types::FindEventType(number)->name)] += count;
    counts.events += count;
  }
}

}  // namespace anchorledger::importing
