#include "services/projections/thing_keys.h"

#include <algorithm>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/world.h"

namespace anchorledger::projections {
namespace {

// Streams grow in turns: the draws of a thousand loans a month.
constexpr std::size_t kOpeningsKept = 8'192;

constexpr std::string_view kSupplierPrefix = "supplier/";
constexpr std::string_view kPartnerPrefix = "partner/";

}  // namespace

void ThingKeys::AddStream(std::string_view stream, Symbol tenant, Keys& keys) const {
  const auto add = [&](std::string_view prefix, PostingKind kind) {
    if (!stream.starts_with(prefix)) return;
    const PostingKey key{
        .tenant = tenant, .kind = kind, .id = symbols_.Intern(stream.substr(prefix.size()))};
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  };
  add(kSupplierPrefix, PostingKind::kOfSupplier);
  add(kPartnerPrefix, PostingKind::kOfPartner);
}

void ThingKeys::AddNamed(const RecordedEvent& event, Symbol tenant, Keys& keys) const {
  // An erased payload names nothing any more.
  if (event.payload == nullptr) return;
  for (const base::StreamId& stream : domain::StreamsNamedBy(*event.header, *event.payload)) {
    AddStream(stream.value(), tenant, keys);
  }
}

base::Status ThingKeys::KeysOf(const RecordedEvent& event, Symbol tenant, Keys& keys) {
  keys.clear();
  AddStream(event.stream, tenant, keys);
  AddNamed(event, tenant, keys);
  if (event.revision.value() <= 1) return base::Status();
  AL_ASSIGN_OR_RETURN(const Keys* const opening, OfOpening(event, tenant));
  for (const PostingKey& key : *opening) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  }
  return base::Status();
}

base::StatusOr<const ThingKeys::Keys*> ThingKeys::OfOpening(const RecordedEvent& event,
                                                            Symbol tenant) {
  std::string name(event.tenant);
  name.append(1, '\0').append(event.stream);
  const auto found = openings_.find(name);
  if (found != openings_.end()) return &found->second;
  AL_ASSIGN_OR_RETURN(
      std::vector<storage::Record> records,
      records_.ReadStream(base::TenantId(event.tenant), base::StreamId(event.stream),
                          base::Revision(1), {.records = 1}));
  Keys keys;
  if (!records.empty()) {
    AL_ASSIGN_OR_RETURN(const std::unique_ptr<EventChunk> chunk,
                        EventChunk::Decode(std::move(records), AllPayloads));
    AddNamed(chunk->events().front(), tenant, keys);
  }
  if (openings_.size() >= kOpeningsKept) openings_.clear();
  return &openings_.emplace(std::move(name), std::move(keys)).first->second;
}

}  // namespace anchorledger::projections
