#include "services/projections/event_index.h"

#include <algorithm>
#include <utility>

#include "services/projections/event_keys.h"

namespace anchorledger::projections {
namespace {

using storage::Direction;

PostingKey KeyFor(Symbol tenant, PostingKind kind, std::uint32_t id) {
  return {.tenant = tenant, .kind = kind, .id = id};
}

}  // namespace

class EventIndex::Union {
 public:
  Union(const RowStore& rows, const std::vector<PostingKey>& keys, Direction direction,
        base::Position until)
      : direction_(direction) {
    for (const PostingKey& key : keys) cursors_.emplace_back(rows, key, direction, until);
  }

  base::Status Seek(base::Position target) {
    for (PostingCursor& cursor : cursors_) AL_RETURN_IF_ERROR(cursor.Seek(target));
    Choose();
    return base::Status();
  }
  const Posting* current() const { return chosen_ == nullptr ? nullptr : chosen_->current(); }
  // An event is in one list of a union at most: it has one type and one month, and what is about a
  // thing without being in its first list is in the second.
  base::Status Advance() {
    AL_RETURN_IF_ERROR(chosen_->Advance());
    Choose();
    return base::Status();
  }

 private:
  void Choose() {
    chosen_ = nullptr;
    for (PostingCursor& cursor : cursors_) {
      const Posting* posting = cursor.current();
      if (posting == nullptr) continue;
      const bool earlier =
          chosen_ == nullptr ||
          (direction_ == Direction::kForward ? posting->position < chosen_->current()->position
                                             : posting->position > chosen_->current()->position);
      if (earlier) chosen_ = &cursor;
    }
  }

  const Direction direction_;
  std::vector<PostingCursor> cursors_;
  PostingCursor* chosen_ = nullptr;
};

bool EventIndex::Narrows(const EventQuery& query) {
  return !query.types.empty() || !query.partnership.empty() || !query.anchor.empty() ||
         !query.batch.empty() || query.effective.has_value() || !query.supplier.empty() ||
         !query.partner.empty() || !query.actor.empty() || !query.actor_organisation.empty() ||
         query.late;
}

std::vector<std::vector<PostingKey>> EventIndex::ListsFor(const EventQuery& query) const {
  const SymbolTable& symbols = shared_->symbols;
  const Symbol tenant = symbols.Find(query.tenant);
  std::vector<std::vector<PostingKey>> lists;
  // The narrowest first: it leads the walk.
  const auto add = [&](PostingKind kind, std::string_view text) {
    if (!text.empty()) lists.push_back({KeyFor(tenant, kind, symbols.Find(text))});
  };
  const auto add_about = [&](PostingKind named, PostingKind about, std::string_view text) {
    const Symbol id = symbols.Find(text);
    if (!text.empty()) lists.push_back({KeyFor(tenant, named, id), KeyFor(tenant, about, id)});
  };
  add_about(PostingKind::kSupplier, PostingKind::kOfSupplier, query.supplier);
  add_about(PostingKind::kOrganisation, PostingKind::kOfPartner, query.partner);
  add(PostingKind::kPartnership, query.partnership);
  add(PostingKind::kBatch, query.batch);
  if (query.late) lists.push_back({KeyFor(tenant, PostingKind::kLate, kLateId)});
  if (!query.types.empty()) {
    std::vector<PostingKey>& types = lists.emplace_back();
    for (const std::uint32_t type : query.types) {
      types.push_back(KeyFor(tenant, PostingKind::kType, type));
    }
  }
  add(PostingKind::kAnchor, query.anchor);
  add(PostingKind::kActor, query.actor);
  add(PostingKind::kActorOrganisation, query.actor_organisation);
  if (lists.empty() && query.effective.has_value()) {
    std::vector<PostingKey>& months = lists.emplace_back();
    const std::uint32_t last = MonthId(std::min(query.effective->to, base::kLastDate));
    for (std::uint32_t month = MonthId(std::max(query.effective->from, base::kFirstDate));
         month <= last; ++month) {
      months.push_back(KeyFor(tenant, PostingKind::kMonth, month));
    }
  }
  return lists;
}

base::StatusOr<EventPage> EventIndex::List(const EventQuery& query,
                                           std::optional<base::Position> after, Direction direction,
                                           std::size_t limit) const {
  const bool forward = direction == Direction::kForward;
  EventPage page;
  base::Position target = forward ? base::Position(1) : position_;
  if (after.has_value()) {
    if (!forward && after->value() <= 1) return page;
    target = forward ? after->Next() : base::Position(after->value() - 1);
  }
  std::vector<Union> lists;
  for (const std::vector<PostingKey>& keys : ListsFor(query)) {
    lists.emplace_back(*shared_->rows, keys, direction, position_);
  }
  if (lists.empty()) return page;
  // A reversal lies in the list of its supplier under the day of its purchase.
  const bool days_count =
      query.effective.has_value() && query.supplier.empty() && query.partner.empty();
  // Every list in turn goes to where the others are, until all are at one event.
  AL_RETURN_IF_ERROR(lists.front().Seek(target));
  while (const Posting* candidate = lists.front().current()) {
    const base::Position position(candidate->position);
    const base::Date day{candidate->day};
    base::Position next = position;
    for (std::size_t i = 1; i < lists.size() && next == position; ++i) {
      AL_RETURN_IF_ERROR(lists[i].Seek(position));
      const Posting* other = lists[i].current();
      if (other == nullptr) return page;
      next = base::Position(other->position);
    }
    if (next != position) {
      AL_RETURN_IF_ERROR(lists.front().Seek(next));
      continue;
    }
    if (!days_count || query.effective->Contains(day)) {
      if (page.positions.size() == limit) {
        page.more = true;
        return page;
      }
      page.positions.push_back(position);
    }
    AL_RETURN_IF_ERROR(lists.front().Advance());
  }
  return page;
}

base::StatusOr<std::vector<base::Position>> EventIndex::All(const PostingKey& key,
                                                            std::size_t limit) const {
  std::vector<base::Position> positions;
  if (key.id == 0) return positions;
  PostingCursor cursor(*shared_->rows, key, Direction::kForward, position_,
                       PostingCursor::Hidden::kInclude);
  AL_RETURN_IF_ERROR(cursor.Seek(base::Position(1)));
  while (cursor.current() != nullptr && positions.size() < limit) {
    positions.emplace_back(cursor.current()->position);
    AL_RETURN_IF_ERROR(cursor.Advance());
  }
  return positions;
}

base::StatusOr<std::vector<base::StreamId>> EventIndex::Named(const base::TenantId& tenant,
                                                              domain::NameIndex index,
                                                              std::string_view key) const {
  const std::string text = std::to_string(static_cast<int>(index)) + "/" + std::string(key);
  const SymbolTable& symbols = shared_->symbols;
  AL_ASSIGN_OR_RETURN(
      const std::vector<base::Position> positions,
      All(KeyFor(symbols.Find(tenant.value()), PostingKind::kName, symbols.Find(text)),
          base::kCommitStreamsMax));
  std::vector<base::StreamId> streams;
  for (const base::Position position : positions) {
    // A correction lies in the stream of what it corrects.
    AL_ASSIGN_OR_RETURN(const std::vector<storage::Record> records,
                        log_.Read(position, {.records = 1}, Direction::kForward));
    if (records.empty()) continue;
    const base::StreamId& stream = records.front().stream;
    if (std::find(streams.begin(), streams.end(), stream) == streams.end()) {
      streams.push_back(stream);
    }
  }
  return streams;
}

base::StatusOr<std::vector<base::Position>> EventIndex::Referrers(const base::TenantId& tenant,
                                                                  const base::StreamId& stream,
                                                                  std::size_t limit) const {
  const SymbolTable& symbols = shared_->symbols;
  const Symbol tenant_symbol = symbols.Find(tenant.value());
  const std::string_view text = stream.value();
  const std::size_t slash = text.find('/');
  const std::string_view prefix = text.substr(0, slash);
  const Symbol id = slash == std::string_view::npos ? 0 : symbols.Find(text.substr(slash + 1));
  std::vector<PostingKey> keys = {KeyFor(tenant_symbol, PostingKind::kNamed, symbols.Find(text))};
  const auto add = [&](PostingKind kind) { keys.push_back(KeyFor(tenant_symbol, kind, id)); };
  if (prefix == "supplier") add(PostingKind::kSupplier);
  if (prefix == "partnership") add(PostingKind::kPartnership);
  if (prefix == "import-batch") add(PostingKind::kBatch);
  if (prefix == "anchor") add(PostingKind::kAnchor);
  if (prefix == "anchor" || prefix == "partner") add(PostingKind::kOrganisation);
  std::vector<base::Position> positions;
  for (const PostingKey& key : keys) {
    AL_ASSIGN_OR_RETURN(const std::vector<base::Position> found, All(key, limit));
    positions.insert(positions.end(), found.begin(), found.end());
  }
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  if (positions.size() > limit) positions.resize(limit);
  return positions;
}

}  // namespace anchorledger::projections
