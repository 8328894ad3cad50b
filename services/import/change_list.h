// What a dry run found out about the metrics, kept with its other results.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "anchorledger/api/v1/metric_change.pb.h"
#include "proto/base/status.h"
#include "services/import/metric_outlook.h"
#include "services/import/record_file.h"

namespace anchorledger::importing {

// The answer but for the changes themselves, and how many there are for whom.
struct ChangeSummary {
  api::v1::MetricChangesState state = api::v1::METRIC_CHANGES_STATE_LEFT_OUT;
  std::uint64_t computed_at = 0;
  std::uint64_t events = 0;
  std::uint64_t limit = 0;
  std::string failure;
  std::uint64_t for_others = 0;
  // By anchor: how many more (or fewer) the anchor itself is shown.
  std::map<std::string, std::int64_t> for_anchor_less_others;

  // How many changes the organisation is shown.
  std::uint64_t CountFor(std::string_view organisation) const;
};

// Whether the organisation is shown a change that was found.
bool IsShownTo(std::string_view organisation, const FoundMetricChange& found);

// Writes the list and, when it is whole, the summary. Not thread-safe.
class ChangeListWriter {
 public:
  // Replaces what is in the folder.
  static base::StatusOr<std::unique_ptr<ChangeListWriter>> Create(const std::string& result_folder);

  base::Status Add(const FoundMetricChange& found);
  // The list can be read from now on. Its counts are filled in.
  base::Status Finish(ChangeSummary summary);

 private:
  ChangeListWriter(std::string folder, std::unique_ptr<RecordWriter> file)
      : folder_(std::move(folder)), file_(std::move(file)) {}

  const std::string folder_;
  std::unique_ptr<RecordWriter> file_;
  ChangeSummary counts_;
};

// Reads a finished list. Not thread-safe.
class ChangeListReader {
 public:
  // NOT_FOUND when there is none.
  static base::StatusOr<std::unique_ptr<ChangeListReader>> Open(const std::string& result_folder);

  const ChangeSummary& summary() const { return summary_; }
  // Where the next change begins. Page tokens hold this.
  std::uint64_t offset() const { return file_->offset(); }
  void Seek(std::uint64_t offset) { file_->Seek(offset); }
  // The next change; false at the end.
  base::StatusOr<bool> Next(FoundMetricChange& found);

 private:
  ChangeListReader(std::unique_ptr<RecordReader> file, ChangeSummary summary)
      : file_(std::move(file)), summary_(std::move(summary)) {}

  std::unique_ptr<RecordReader> file_;
  const ChangeSummary summary_;
};

}  // namespace anchorledger::importing
