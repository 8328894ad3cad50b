#include "services/domain/stream_rules.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/rule_errors.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;

template <int kOpener>
base::Status CheckOpened(const base::StreamId& stream, const History& history) {
  return CheckOpening(history, kOpener, stream);
}

struct StreamKind {
  std::string_view name;  // in front of the "/"
  base::Status (*check)(const base::StreamId&, const History&);
};

constexpr std::array kStreamKinds = {
    StreamKind{"purchase", CheckPurchaseStream},
    StreamKind{"supplier-credit", CheckOpened<pb::EventPayload::kSupplierCreditRecorded>},
    StreamKind{"investment", CheckInvestmentStream},
    StreamKind{"supplier", CheckSupplierStream},
    StreamKind{"contract", CheckOpened<pb::EventPayload::kContractAwarded>},
    StreamKind{"partnership", CheckPartnershipStream},
    StreamKind{"convening", CheckOpened<pb::EventPayload::kConveningHeld>},
    StreamKind{"report", CheckReportStream},
    StreamKind{"co-investment", CheckCoInvestmentStream},
    StreamKind{"baseline", CheckBaselineStream},
    StreamKind{"allocation", CheckAllocationStream},
    StreamKind{"period", CheckPeriodStream},
    StreamKind{"import-batch", CheckImportBatchStream},
    StreamKind{"target", CheckOpened<pb::EventPayload::kTargetSet>},
    StreamKind{"anchor", CheckOpened<pb::EventPayload::kAnchorRegistered>},
    StreamKind{"partner", CheckOpened<pb::EventPayload::kPartnerOnboarded>},
    StreamKind{"geography", CheckOpened<pb::EventPayload::kGeographyDefined>},
    StreamKind{"reference-set", CheckReferenceSetStream},
};

const StreamKind* KindOf(const base::StreamId& stream) {
  const std::string_view name =
      std::string_view(stream.value()).substr(0, stream.value().find('/'));
  for (const StreamKind& kind : kStreamKinds) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

std::string_view TypeNameOf(int type) {
  const event_types::EventType* known = event_types::FindEventType(type);
  return known == nullptr ? "event of an unknown type" : known->name;
}

}  // namespace

bool HasStreamRules(const base::StreamId& stream) { return KindOf(stream) != nullptr; }

base::Status CheckStream(const base::StreamId& stream, const History& history) {
  const StreamKind* kind = KindOf(stream);
  return kind == nullptr ? base::Status() : kind->check(stream, history);
}

base::Status CheckOpening(const History& history, int opener, const base::StreamId& stream) {
  const Entry* first = nullptr;
  std::vector<base::Position> others;
  for (std::size_t i = 0; i < history.size(); ++i) {
    const Entry& entry = history.at(i);
    if (!entry.in_force() || entry.is_correction()) continue;
    if (entry.type != opener) {
      others.push_back(entry.position);
    } else if (first == nullptr) {
      first = &entry;
    } else {
      return Refuse({.rule = "opened_once",
                     .field = "",
                     .message = stream.value() +
                                " exists already: " + EventInWords(first->position) + " is its " +
                                std::string(TypeNameOf(opener)) +
                                "; amend or void that one, or choose another id",
                     .events = {first->position, entry.position}});
    }
  }
  if (first != nullptr || others.empty()) return base::Status();
  std::string message = stream.value() + " has no " + std::string(TypeNameOf(opener)) +
                        " in force, but depends on it with " + EventInWords(others.front());
  if (others.size() > 1) message += " and " + std::to_string(others.size() - 1) + " more";
  return Refuse({.rule = "opened_first",
                 .field = "",
                 .message = message + "; void what depends on it as well, or enter it again in "
                                      "the same request",
                 .events = std::move(others)});
}

}  // namespace anchorledger::domain
