// One row of a file -> the events it stands for.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "proto/base/date.h"
#include "proto/base/status.h"
#include "services/import/compiled_profile.h"

namespace anchorledger::event::v1 {
class EventHeader;
class EventPayload;
}  // namespace anchorledger::event::v1

namespace anchorledger::importing {

// Stands for what a rule of first use would say of a row: equal for rows that name the same thing.
using FirstUse = std::uint64_t;

// An event of a row. The header holds what the row decides, effective_on included.
struct MappedEvent {
  const CompiledEmit* emit = nullptr;
  FirstUse first_use = 0;  // of a rule of first use
  std::shared_ptr<event::v1::EventHeader> header;
  std::shared_ptr<event::v1::EventPayload> payload;
};

struct MappedRow {
  // In the order of the rules, those of first use included.
  std::vector<MappedEvent> events;
  // Events of first use that were not made, because a row before this one has them.
  std::vector<FirstUse> left_out;
  // Over the events of row scope, ids of the row left out: equal rows have equal content. Only of
  // rows without a key.
  Fingerprint content{};
  // Of source and key. Only of rows with a key; their events hold the ids that follow from it.
  Fingerprint identity{};
};

// What an import was started with, as rows may use it.
struct RowParameters {
  std::string source;
  std::string anchor_id;
  std::string partnership_id;
  std::string late_reason;
  std::optional<base::Period> period;
};

// What a thread that maps rows remembers of those before, so that a thing which a million rows name
// is not mapped a million times. Bounded.
class RowMemory {
 public:
  // Whether it was there before.
  bool Remembers(FirstUse first_use);

 private:
  absl::flat_hash_set<FirstUse> first_uses_;
};

// Maps the rows of one file. Safe to use from any thread; the profile and the tables must outlive
// it.
class RowMapper {
 public:
  enum class Outcome : std::uint8_t {
    kMapped,
    kSkipped,   // a filter left it out
    kRejected,  // the problem says why
    kDeferred,  // asks for a purchase, which can be answered after all other rows
  };
  // Whether the ledger or the file has a purchase of this id.
  using KnowsPurchase = std::function<bool(std::string_view purchase_id)>;

  // `columns` are the names of the file's columns. All that does not fit at once: a column that the
  // profile names and the file lacks (FIELD_INVALID), a column of a table likewise.
  static base::StatusOr<RowMapper> Create(const CompiledProfile& profile,
                                          std::span<const std::string> columns,
                                          std::vector<const LookupTable*> tables,
                                          const RowParameters& parameters);

  // Without `knows_purchase` a row that asks is deferred. With a memory, events of first use that
  // it remembers are left out.
  Outcome Map(std::span<const std::string_view> fields, const KnowsPurchase& knows_purchase,
              MappedRow& row, RowProblem& problem, RowMemory* memory = nullptr) const;

  // The ids of purchases that a row asks for, whether or not they are known.
  void CollectPurchases(std::span<const std::string_view> fields,
                        const std::function<void(std::string_view)>& collect) const;

  const CompiledProfile& profile() const { return profile_; }

 private:
  RowMapper(const CompiledProfile& profile, FileContext file, std::size_t width,
            std::optional<base::Period> period)
      : profile_(profile), file_(std::move(file)), width_(width), period_(period) {}

  enum class Answer : std::uint8_t { kNo, kYes, kRejected, kDeferred };
  Answer Holds(const CompiledCondition& condition, const RowContext& context,
               const KnowsPurchase& knows_purchase, RowProblem& problem) const;
  Answer HoldsSign(const CompiledCondition& condition, std::string_view value,
                   RowProblem& problem) const;
  Answer HoldAll(const std::vector<CompiledCondition>& conditions, const RowContext& context,
                 const KnowsPurchase& knows_purchase, RowProblem& problem) const;
  bool CheckText(std::span<const std::string_view> fields, RowProblem& problem) const;
  bool MakeEvent(const CompiledEmit& emit, const RowContext& context, MappedEvent& event,
                 RowProblem& problem) const;
  bool WriteField(const CompiledField& field, const RowContext& context,
                  google::protobuf::Message& message, RowProblem& problem) const;
  bool IdentifyByKey(const RowContext& context, MappedRow& row, RowProblem& problem) const;
  bool KeyOf(const RowContext& context, std::vector<std::string>& key, RowProblem& problem) const;
  FirstUse FirstUseOf(const CompiledEmit& emit, const RowContext& context) const;
  bool SetBusinessDate(const CompiledEmit& emit, MappedEvent& event, RowProblem& problem) const;

  const CompiledProfile& profile_;
  const FileContext file_;
  const std::size_t width_;  // columns of the file
  const std::optional<base::Period> period_;
};

// Writes the ids that follow from a row's identity into its events.
void WriteRowIds(std::string_view row_key, MappedRow& row);

// Removes the ids of the row and says what an event says apart from them. The same for an event of
// a file and for one that an earlier import of the same profile recorded.
std::string ContentOf(const CompiledEmit& emit, const event::v1::EventHeader& header,
                      event::v1::EventPayload payload);

}  // namespace anchorledger::importing
