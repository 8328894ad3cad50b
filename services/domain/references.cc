#include "services/domain/references.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <array>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/rules.pb.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/milestones.h"
#include "services/domain/rule_errors.h"
#include "services/domain/world.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

enum class Named {
  kStream,        // a thing with a stream of its own
  kOrganisation,  // an anchor or a partner
  kMetric,
  kMilestone,
  kEvent,
};

struct NamedKind {
  std::string_view refers_to;
  Named named;
  std::string_view stream_prefix;
  std::string_view in_words;
};

// The values of refers_to that are checked.
constexpr std::array kNamedKinds = {
    NamedKind{"anchor", Named::kStream, "anchor/", "anchor"},
    NamedKind{"partner", Named::kStream, "partner/", "partner"},
    NamedKind{"organisation", Named::kOrganisation, "", "organisation"},
    NamedKind{"geography", Named::kStream, "geography/", "geography"},
    NamedKind{"reference_set", Named::kStream, "reference-set/", "reference set"},
    NamedKind{"partnership", Named::kStream, "partnership/", "partnership"},
    NamedKind{"supplier", Named::kStream, "supplier/", "supplier"},
    NamedKind{"contract", Named::kStream, "contract/", "contract"},
    NamedKind{"purchase", Named::kStream, "purchase/", "purchase"},
    NamedKind{"allocation", Named::kStream, "allocation/", "allocation"},
    NamedKind{"investment", Named::kStream, "investment/", "investment"},
    NamedKind{"report", Named::kStream, "report/", "report"},
    NamedKind{"import_batch", Named::kStream, "import-batch/", "import batch"},
    NamedKind{"import_profile", Named::kStream, "import-profile/", "import profile"},
    NamedKind{"metric", Named::kMetric, "", "metric"},
    NamedKind{"milestone", Named::kMilestone, "", "milestone"},
    NamedKind{"event", Named::kEvent, "", "event"},
};

struct ReferenceField {
  std::vector<const FieldDescriptor*> path;  // messages to walk through, then the field itself
  std::string name;                          // dotted, for messages
  const NamedKind* kind;
};

void CollectFields(const Descriptor* type, const ReferenceField& so_far,
                   std::vector<ReferenceField>& fields) {
  for (int i = 0; i < type->field_count(); ++i) {
    const FieldDescriptor* field = type->field(i);
    ReferenceField next = so_far;
    next.path.push_back(field);
    next.name += (next.name.empty() ? "" : ".") + field->name();
    if (field->message_type() != nullptr) {
      if (!field->is_repeated()) CollectFields(field->message_type(), next, fields);
      continue;
    }
    const std::string& refers_to = event_types::RuleOf(*field).refers_to();
    for (const NamedKind& kind : kNamedKinds) {
      if (kind.refers_to != refers_to) continue;
      next.kind = &kind;
      fields.push_back(next);
    }
  }
}

// The reference fields of each event type. Corrections are left out: their target is looked at by
// rules of its own.
const std::vector<ReferenceField>& FieldsOf(const Descriptor* type) {
  static const auto* const kFields = [] {
    auto* fields = new std::unordered_map<const Descriptor*, std::vector<ReferenceField>>;
    for (const event_types::EventType& known : event_types::AllEventTypes()) {
      if (event_types::LiesInTargetStream(known.number)) continue;
      CollectFields(known.descriptor, {}, (*fields)[known.descriptor]);
    }
    return fields;
  }();
  static const auto* const kNone = new std::vector<ReferenceField>;
  const auto found = kFields->find(type);
  return found == kFields->end() ? *kNone : found->second;
}

// The message that holds the field; null when it is not set.
const Message* HolderOf(const Message& event, const ReferenceField& field) {
  const Message* holder = &event;
  for (std::size_t i = 0; i + 1 < field.path.size(); ++i) {
    const auto* reflection = holder->GetReflection();
    if (!reflection->HasField(*holder, field.path[i])) return nullptr;
    holder = &reflection->GetMessage(*holder, field.path[i]);
  }
  return holder;
}

// The id in a text field; empty when it is not set, is a list, or is not a text.
const std::string& IdIn(const Message& event, const ReferenceField& field, std::string& scratch) {
  const FieldDescriptor* last = field.path.back();
  const Message* holder = HolderOf(event, field);
  scratch.clear();
  if (holder == nullptr || last->is_repeated() ||
      last->cpp_type() != FieldDescriptor::CPPTYPE_STRING) {
    return scratch;
  }
  return holder->GetReflection()->GetStringReference(*holder, last, &scratch);
}

std::vector<base::Position> PositionsIn(const Message& event, const ReferenceField& field) {
  std::vector<base::Position> positions;
  const Message* holder = HolderOf(event, field);
  const FieldDescriptor* last = field.path.back();
  if (holder == nullptr || last->cpp_type() != FieldDescriptor::CPPTYPE_UINT64) return positions;
  const auto* reflection = holder->GetReflection();
  if (!last->is_repeated()) {
    if (reflection->HasField(*holder, last)) {
      positions.emplace_back(reflection->GetUInt64(*holder, last));
    }
    return positions;
  }
  for (int i = 0; i < reflection->FieldSize(*holder, last); ++i) {
    positions.emplace_back(reflection->GetRepeatedUInt64(*holder, last, i));
  }
  return positions;
}

base::StreamId StreamNamed(std::string_view prefix, std::string_view id) {
  std::string name;
  name.reserve(prefix.size() + id.size());
  name += prefix;
  name += id;
  return base::StreamId(std::move(name));
}

base::Status CheckStream(std::string_view field, const NamedKind& kind, std::string_view id,
                         const base::StreamId& stream, BatchView& view, Reading reading) {
  AL_ASSIGN_OR_RETURN(const bool known, view.Exists(stream, reading));
  return known ? base::Status() : UnknownReference(field, kind.in_words, id);
}

// Looks first, so that only the stream that answers becomes a guard.
base::Status CheckOrganisation(std::string_view field, std::string_view id, BatchView& view) {
  for (std::string_view prefix : {"partner/", "anchor/"}) {
    const base::StreamId stream = StreamNamed(prefix, id);
    AL_ASSIGN_OR_RETURN(const bool known, view.Exists(stream, Reading::kInformation));
    if (known) return view.Read(stream, Reading::kGuard).status();
  }
  return UnknownReference(field, "organisation", id);
}

base::Status CheckEventKnown(std::string_view field, base::Position position, BatchView& view) {
  AL_ASSIGN_OR_RETURN(const std::optional<base::StreamId> stream, view.StreamOf(position));
  return stream.has_value() ? base::Status()
                            : UnknownReference(field, "event", std::to_string(position.value()));
}

base::Status CheckField(const Subject& subject, const ReferenceField& field, BatchView& view) {
  if (field.kind->named == Named::kEvent) {
    for (base::Position position : PositionsIn(subject.event, field)) {
      AL_RETURN_IF_ERROR(CheckEventKnown(field.name, position, view));
    }
    return base::Status();
  }
  std::string scratch;
  const std::string& id = IdIn(subject.event, field, scratch);
  if (id.empty()) return base::Status();
  switch (field.kind->named) {
    case Named::kStream:
      return CheckStream(field.name, *field.kind, id, StreamNamed(field.kind->stream_prefix, id),
                         view, Reading::kGuard);
    case Named::kOrganisation:
      return CheckOrganisation(field.name, id, view);
    case Named::kMetric:
      return view.world().FindMetric(id) != nullptr ? base::Status()
                                                    : UnknownReference(field.name, "metric", id);
    case Named::kMilestone:
      return FindMilestone(id) != nullptr ? base::Status()
                                          : UnknownReference(field.name, "milestone", id);
    case Named::kEvent:
      break;
  }
  return base::Status();
}

// A header may name the thing that the event itself is about, whose opening is another rule's.
base::Status CheckHeaderStream(std::string_view field, const NamedKind& kind, std::string_view id,
                               const Subject& subject, BatchView& view, Reading reading) {
  if (id.empty()) return base::Status();
  const base::StreamId stream = StreamNamed(kind.stream_prefix, id);
  if (stream == subject.stream) return base::Status();
  return CheckStream(field, kind, id, stream, view, reading);
}

base::Status CheckHeader(const Subject& subject, BatchView& view) {
  const pb::EventHeader& header = subject.header;
  static constexpr NamedKind kAnchor{"anchor", Named::kStream, "anchor/", "anchor"};
  static constexpr NamedKind kPartnership{"partnership", Named::kStream, "partnership/",
                                          "partnership"};
  static constexpr NamedKind kBatch{"import_batch", Named::kStream, "import-batch/",
                                    "import batch"};
  AL_RETURN_IF_ERROR(CheckHeaderStream("header.anchor_id", kAnchor, header.anchor_id(), subject,
                                       view, Reading::kGuard));
  AL_RETURN_IF_ERROR(CheckHeaderStream("header.partnership_id", kPartnership,
                                       header.partnership_id(), subject, view, Reading::kGuard));
  AL_RETURN_IF_ERROR(CheckHeaderStream("header.batch_id", kBatch, header.batch_id(), subject, view,
                                       Reading::kInformation));
  if (header.has_causation_position()) {
    AL_RETURN_IF_ERROR(CheckEventKnown("header.causation_position",
                                       base::Position(header.causation_position()), view));
  }
  return base::Status();
}

}  // namespace

// Whoever has to register what is missing wants to know all of it at once.
base::Status CheckReferences(const Subject& subject, BatchView& view) {
  std::vector<base::Status> unknown;
  const auto note = [&](base::Status status) {
    if (base::ReasonOf(status) != base::ErrorReason::kReferenceUnknown) return status;
    unknown.push_back(std::move(status));
    return base::Status();
  };
  for (const ReferenceField& field : FieldsOf(subject.event.GetDescriptor())) {
    AL_RETURN_IF_ERROR(note(CheckField(subject, field, view)));
  }
  AL_RETURN_IF_ERROR(note(CheckHeader(subject, view)));
  return UnknownReferences(unknown);
}

std::vector<base::StreamId> StreamsNamedBy(const pb::EventHeader& header,
                                           const pb::EventPayload& payload) {
  std::vector<base::StreamId> streams;
  if (const Message* event = event_types::EventOf(payload); event != nullptr) {
    std::string scratch;
    for (const ReferenceField& field : FieldsOf(event->GetDescriptor())) {
      const std::string& id = IdIn(*event, field, scratch);
      if (id.empty()) continue;
      if (field.kind->named == Named::kStream) {
        streams.push_back(StreamNamed(field.kind->stream_prefix, id));
      } else if (field.kind->named == Named::kOrganisation) {
        streams.push_back(StreamNamed("partner/", id));
        streams.push_back(StreamNamed("anchor/", id));
      }
    }
  }
  if (!header.anchor_id().empty()) streams.push_back(StreamNamed("anchor/", header.anchor_id()));
  if (!header.partnership_id().empty()) {
    streams.push_back(StreamNamed("partnership/", header.partnership_id()));
  }
  return streams;
}

}  // namespace anchorledger::domain
