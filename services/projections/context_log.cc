#include "services/projections/context_log.h"

#include "anchorledger/event/v1/envelope.pb.h"

// entry = varint position since the entry before, byte action, varint position - event, signed day,
//         varint tenant, varint partnership, varint size, payload

namespace anchorledger::projections {
namespace {

namespace pb = ::anchorledger::event::v1;

}  // namespace

void ContextCodec::Pack(const ContextEntry& entry, State& state, std::string& out) {
  PackVarint(entry.position - state.position, out);
  out.push_back(static_cast<char>(entry.action));
  PackVarint(entry.position - entry.event, out);
  PackSigned(entry.day, out);
  PackVarint(entry.tenant, out);
  PackVarint(entry.partnership, out);
  PackText(entry.payload, out);
  state.position = entry.position;
}

ContextEntry ContextCodec::Unpack(Unpacker& bytes, State& state) {
  ContextEntry entry;
  entry.position = state.position + bytes.Varint();
  entry.action = static_cast<ContextEntry::Action>(bytes.Byte());
  entry.event = entry.position - bytes.Varint();
  entry.day = static_cast<std::int32_t>(bytes.Signed());
  entry.tenant = bytes.Varint32();
  entry.partnership = bytes.Varint32();
  entry.payload = std::string(bytes.Text());
  state.position = entry.position;
  return entry;
}

bool ContextKeeper::Concerns(const InForceEvent& event) {
  return StatesContext(event) || ReferenceDesk::Knows(event);
}

base::Status ContextKeeper::Assert(const InForceEvent& event, base::Position born) {
  return Change(event, born, ContextEntry::Action::kAssert);
}

base::Status ContextKeeper::Retract(const InForceEvent& event, base::Position died) {
  return Change(event, died, ContextEntry::Action::kRetract);
}

base::Status ContextKeeper::Change(const InForceEvent& event, base::Position at,
                                   ContextEntry::Action action) {
  Do(event, at, action == ContextEntry::Action::kAssert);
  if (log_ == nullptr) return base::Status();
  return log_->Append({}, {.position = at.value(),
                           .day = event.effective_on.days,
                           .action = action,
                           .event = event.position.value(),
                           .tenant = event.tenant,
                           .partnership = event.partnership,
                           .payload = event.payload->SerializeAsString()});
}

base::Status ContextKeeper::Correct(base::Position target, base::Position at, bool is_void) {
  DoCorrect(target, at, is_void);
  if (log_ == nullptr) return base::Status();
  return log_->Append(
      {}, {.position = at.value(),
           .day = 0,
           .action = is_void ? ContextEntry::Action::kVoid : ContextEntry::Action::kAmend,
           .event = target.value(),
           .tenant = 0,
           .partnership = 0,
           .payload = {}});
}

void ContextKeeper::DoCorrect(base::Position target, base::Position at, bool is_void) {
  const base::MutexLock lock(context_.mutex);
  if (is_void) {
    context_.corrections.Void(target, at);
  } else {
    context_.corrections.Amend(target, at);
  }
}

void ContextKeeper::Do(const InForceEvent& event, base::Position at, bool assert) {
  const base::MutexLock lock(context_.mutex);
  if (assert) {
    AssertContext(event, at, symbols_, context_);
    desk_.Assert(event, at, symbols_);
  } else {
    RetractContext(event, at, symbols_, context_);
    desk_.Retract(event, at, symbols_);
  }
}

base::Status ContextKeeper::Replay(const ContextEntry& entry) {
  const base::Position at(entry.position);
  const base::Position named(entry.event);
  switch (entry.action) {
    case ContextEntry::Action::kAmend:
      DoCorrect(named, at, /*is_void=*/false);
      return base::Status();
    case ContextEntry::Action::kVoid:
      DoCorrect(named, at, /*is_void=*/true);
      return base::Status();
    case ContextEntry::Action::kAssert:
    case ContextEntry::Action::kRetract:
      break;
  }
  pb::EventPayload payload;
  if (!payload.ParseFromString(entry.payload)) {
    return base::MakeError(base::ErrorReason::kDataCorrupt,
                           "an entry of the context log does not parse");
  }
  InForceEvent event;
  event.position = named;
  event.type = static_cast<std::uint32_t>(payload.event_case());
  event.effective_on = base::Date{entry.day};
  event.tenant = entry.tenant;
  event.partnership = entry.partnership;
  event.payload = &payload;
  Do(event, at, entry.action == ContextEntry::Action::kAssert);
  return base::Status();
}

}  // namespace anchorledger::projections
