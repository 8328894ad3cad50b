// The events that a dry run would append, in a file: they may be as many as the rows.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "services/append/bulk_appender.h"
#include "services/import/record_file.h"
#include "services/projections/proposed_events.h"

namespace anchorledger::importing {

// Written first, then read. Holds 8 bytes an event in memory; beyond the limit it only counts.
// Deletes its file at the end. Not thread-safe.
class ProposalSpool final : public projections::ProposedEvents {
 public:
  // Replaces the file. Keeps at most `events_max` events.
  static base::StatusOr<std::unique_ptr<ProposalSpool>> Create(const std::string& path,
                                                               std::uint64_t events_max);
  ~ProposalSpool() override;

  base::Status Add(const append::BulkProposal& proposal);
  // To be called between the last Add and the first Read.
  base::Status Finish();

  // How many were added, also beyond the limit.
  std::uint64_t count() const { return count_; }
  bool is_complete() const { return count_ == offsets_.size(); }

  std::uint64_t size() const override { return offsets_.size(); }
  base::StatusOr<projections::ProposedEvent> Read(std::uint64_t index) override;
  base::Position provisional_first() const override { return append::kFirstStagedPosition; }

 private:
  ProposalSpool(std::string path, std::uint64_t events_max, std::unique_ptr<RecordWriter> writer)
      : path_(std::move(path)), events_max_(events_max), writer_(std::move(writer)) {}

  const std::string path_;
  const std::uint64_t events_max_;
  std::unique_ptr<RecordWriter> writer_;
  std::unique_ptr<RecordReader> reader_;
  std::vector<std::uint64_t> offsets_;
  std::uint64_t count_ = 0;
};

}  // namespace anchorledger::importing
