#include "services/projections/recorded_event.h"

#include <google/protobuf/arena.h>

#include <algorithm>
#include <string>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"

namespace anchorledger::projections {
namespace {

using event::v1::EventHeader;
using event::v1::EventPayload;

constexpr std::size_t kArenaBytesPerRecord = 512;
constexpr std::size_t kArenaBlockBytesMax = 512U << 10;

std::string At(base::Position position) { return "position " + std::to_string(position.value()); }

google::protobuf::ArenaOptions OptionsFor(std::size_t records) {
  google::protobuf::ArenaOptions options;
  options.start_block_size = std::min(records * kArenaBytesPerRecord, kArenaBlockBytesMax);
  options.max_block_size = kArenaBlockBytesMax;
  return options;
}

}  // namespace

struct EventChunk::Arena {
  explicit Arena(std::size_t records) : arena(OptionsFor(records)) {}
  google::protobuf::Arena arena;
};

bool AllPayloads(std::uint32_t) { return true; }

EventChunk::EventChunk(std::vector<storage::Record> records)
    : records_(std::move(records)), arena_(std::make_unique<Arena>(records_.size())) {
  events_.reserve(records_.size());
}

EventChunk::~EventChunk() = default;

base::StatusOr<std::unique_ptr<EventChunk>> EventChunk::Decode(std::vector<storage::Record> records,
                                                               const PayloadFilter& wanted) {
  std::unique_ptr<EventChunk> chunk(new EventChunk(std::move(records)));
  for (const storage::Record& record : chunk->records_) {
    AL_RETURN_IF_ERROR(chunk->DecodeOne(record, wanted));
  }
  return chunk;
}

base::Status EventChunk::DecodeOne(const storage::Record& record, const PayloadFilter& wanted) {
  auto* header = google::protobuf::Arena::CreateMessage<EventHeader>(&arena_->arena);
  if (!header->ParseFromString(record.header)) {
    return base::MakeError(base::ErrorReason::kDataCorrupt,
                           At(record.position) + ": the header does not parse");
  }
  const std::uint32_t type = header->event_type();
  if (EventPayload::descriptor()->FindFieldByNumber(static_cast<int>(type)) == nullptr) {
    return base::MakeError(base::ErrorReason::kUnimplementedEvent,
                           At(record.position) + ": event type " + std::to_string(type) +
                               " is not known to this version of the program");
  }
  EventPayload* payload = nullptr;
  if (!record.erased && wanted(type)) {
    payload = google::protobuf::Arena::CreateMessage<EventPayload>(&arena_->arena);
    if (!payload->ParseFromString(record.payload) ||
        static_cast<std::uint32_t>(payload->event_case()) != type) {
      return base::MakeError(
          base::ErrorReason::kDataCorrupt,
          At(record.position) + ": the payload is not of event type " + std::to_string(type));
    }
  }
  events_.push_back(RecordedEvent{.position = record.position,
                                  .recorded_at = record.recorded_at,
                                  .revision = record.revision,
                                  .tenant = record.tenant.value(),
                                  .stream = record.stream.value(),
                                  .type = type,
                                  .effective_on = base::Date{header->effective_on().days()},
                                  .header = header,
                                  .payload = payload});
  return base::Status();
}

}  // namespace anchorledger::projections
