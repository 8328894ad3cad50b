// Partnerships: parties, forming, phases and milestones.
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/partnership.pb.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/fact_rules.h"
#include "services/domain/in_words.h"
#include "services/domain/milestones.h"
#include "services/domain/phases.h"
#include "services/domain/rule_errors.h"
#include "services/domain/stream_rules.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;

// The parts that only an anchor, or only a partner, can play.
base::Status CheckParty(const pb::PartyJoined& joined, BatchView& view) {
  std::string_view wanted;
  if (joined.role() == pb::PARTY_ROLE_LEAD_ANCHOR || joined.role() == pb::PARTY_ROLE_CO_ANCHOR) {
    wanted = "anchor";
  } else if (joined.role() == pb::PARTY_ROLE_LEAD_PARTNER) {
    wanted = "partner";
  } else {
    return base::Status();
  }
  AL_ASSIGN_OR_RETURN(const bool fits,
                      view.Exists(event_types::StreamNamed(wanted, joined.org_id())));
  if (fits) return base::Status();
  return Refuse({.rule = "party_role",
                 .field = "org_id",
                 .message = "\"" + joined.org_id() + "\" is no " + std::string(wanted) +
                            ", which the role " +
                            EnumInWords(*pb::PartyRole_descriptor(), joined.role()) + " asks for"});
}

// One piece of evidence: stands, is of an accepted type, and is not another partnership's.
base::Status CheckEvidence(const Subject& subject, const Milestone& milestone,
                           base::Position position, BatchView& view) {
  // Only information: a later void of the evidence reopens the milestone, it is not refused.
  AL_ASSIGN_OR_RETURN(const Entry* evidence, view.FindEvent(position, Reading::kInformation));
  Refusal refusal{.rule = "evidence", .field = "evidence_positions", .events = {position}};
  if (evidence == nullptr) {
    return UnknownReference(refusal.field, "event", std::to_string(position.value()));
  }
  const event_types::EventType* type = event_types::FindEventType(evidence->type);
  const std::string name = type == nullptr ? "unknown type" : std::string(type->name);
  if (!evidence->in_force()) {
    refusal.message = EventInWords(position) + " (" + name + ") is voided and proves nothing";
    return Refuse(refusal);
  }
  if (!AcceptsEvidence(milestone, name)) {
    refusal.message = EventInWords(position) + " is a " + name + "; milestone " +
                      std::string(milestone.id) + " is proved by " +
                      EvidenceTypesInWords(milestone);
    return Refuse(refusal);
  }
  const std::string& partnership = evidence->header->partnership_id();
  if (!partnership.empty() && partnership != subject.header.partnership_id()) {
    refusal.message = EventInWords(position) + " belongs to partnership \"" + partnership + "\"";
    return Refuse(refusal);
  }
  return base::Status();
}

// Enterprises live on what they sell: a worker co-operative's tie to an anchor's purchasing may not
// be set aside.
base::Status CheckMayBeSetAside(const Subject& subject, const Milestone& milestone,
                                BatchView& view) {
  if (milestone.id != "P5") return base::Status();
  AL_ASSIGN_OR_RETURN(const History* history, view.Read(subject.stream));
  const Entry* opening = history->Opening();
  const auto* proposed = opening == nullptr ? nullptr : opening->As<pb::PartnershipProposed>();
  if (proposed == nullptr || proposed->cwb_model() != pb::CWB_MODEL_WORKER_COOP) {
    return base::Status();
  }
  return Refuse({.rule = "milestone_mandatory",
                 .field = "outcome",
                 .message = "milestone P5 (" + std::string(milestone.title) +
                            ") cannot be set aside for a worker co-operative",
                 .events = {opening->position}});
}

base::Status CheckMilestone(const Subject& subject, const pb::MilestoneAchieved& achieved,
                            BatchView& view) {
  const Milestone* milestone = FindMilestone(achieved.milestone_id());
  if (milestone == nullptr) return base::Status();  // form: event_types::CheckFields
  if (achieved.outcome() == pb::MILESTONE_OUTCOME_NOT_APPLICABLE) {
    AL_RETURN_IF_ERROR(CheckMayBeSetAside(subject, *milestone, view));
  }
  for (const std::uint64_t position : achieved.evidence_positions()) {
    AL_RETURN_IF_ERROR(CheckEvidence(subject, *milestone, base::Position(position), view));
  }
  return base::Status();
}

// What the partnership's events say about its forming.
struct Forming {
  const Entry* proposed = nullptr;
  const Entry* formed = nullptr;
  bool lead_partner_known = false;
};

base::Status CheckForming(const History& history) {
  Forming forming;
  base::Status status;
  history.Each<pb::PartnershipProposed>(
      [&](const Entry& entry, const pb::PartnershipProposed& proposed) {
        forming.proposed = &entry;
        forming.lead_partner_known |= !proposed.lead_partner_id().empty();
      });
  history.Each<pb::PartyJoined>([&](const Entry&, const pb::PartyJoined& joined) {
    forming.lead_partner_known |= joined.role() == pb::PARTY_ROLE_LEAD_PARTNER;
  });
  history.Each<pb::PartnershipFormed>([&](const Entry& entry, const pb::PartnershipFormed&) {
    if (forming.formed != nullptr && status.ok()) {
      status = Refuse({.rule = "formed_once",
                       .field = "partnership_id",
                       .message = "the partnership was formed by " +
                                  EventInWords(forming.formed->position) + " already",
                       .events = {forming.formed->position, entry.position}});
    }
    forming.formed = &entry;
  });
  if (!status.ok() || forming.formed == nullptr || forming.proposed == nullptr) return status;
  if (forming.formed->effective_on < forming.proposed->effective_on) {
    return Refuse({.rule = "after_parent",
                   .field = "effective_on",
                   .message = "formed on " + InWords(forming.formed->effective_on) +
                              ", before it was proposed on " +
                              InWords(forming.proposed->effective_on),
                   .events = {forming.proposed->position, forming.formed->position}});
  }
  if (!forming.lead_partner_known) {
    return Refuse({.rule = "lead_partner_joined",
                   .field = "partnership_id",
                   .message = "no lead partner has joined; record PartyJoined with role "
                              "lead_partner first",
                   .events = {forming.formed->position}});
  }
  return base::Status();
}

base::Status CheckPartiesOnce(const History& history) {
  std::vector<std::pair<const Entry*, const pb::PartyJoined*>> joined;
  history.Each<pb::PartyJoined>([&](const Entry& entry, const pb::PartyJoined& party) {
    joined.emplace_back(&entry, &party);
  });
  for (std::size_t i = 0; i < joined.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (joined[i].second->org_id() != joined[j].second->org_id() ||
          joined[i].second->role() != joined[j].second->role()) {
        continue;
      }
      return Refuse({.rule = "party_once",
                     .field = "org_id",
                     .message = "\"" + joined[i].second->org_id() + "\" joined in this role with " +
                                EventInWords(joined[j].first->position),
                     .events = {joined[j].first->position, joined[i].first->position}});
    }
  }
  return base::Status();
}

}  // namespace

base::Status CheckPartnershipFact(const Subject& subject, BatchView& view) {
  if (const auto* joined = subject.As<pb::PartyJoined>()) return CheckParty(*joined, view);
  if (const auto* achieved = subject.As<pb::MilestoneAchieved>()) {
    return CheckMilestone(subject, *achieved, view);
  }
  return base::Status();
}

base::Status CheckPartnershipStream(const base::StreamId& stream, const History& history) {
  AL_RETURN_IF_ERROR(CheckOpening(history, pb::EventPayload::kPartnershipProposed, stream));
  AL_RETURN_IF_ERROR(CheckForming(history));
  AL_RETURN_IF_ERROR(CheckPartiesOnce(history));
  return PhaseSpells(history).status();
}

}  // namespace anchorledger::domain
