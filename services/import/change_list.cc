#include "services/import/change_list.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "services/import/durable_file.h"

// list    := a record a change: byte audience (1 = the anchor, 2 = others), MetricChange
// summary := state as 4 bytes; position, events, limit, count for others as 8 bytes each; text
//            failure; number of anchors as 4 bytes; for each: text id, difference as 8 bytes

namespace anchorledger::importing {
namespace {

constexpr std::uint64_t kForAnchor = 1;
constexpr std::uint64_t kForOthers = 2;

std::string ListPath(const std::string& folder) { return folder + "/changes.rows"; }
std::string SummaryPath(const std::string& folder) { return folder + "/changes.summary"; }

std::string Pack(const ChangeSummary& summary) {
  std::string bytes;
  PutNumber(static_cast<std::uint64_t>(summary.state), 4, bytes);
  PutNumber(summary.computed_at, 8, bytes);
  PutNumber(summary.events, 8, bytes);
  PutNumber(summary.limit, 8, bytes);
  PutNumber(summary.for_others, 8, bytes);
  PutText(summary.failure, bytes);
  PutNumber(summary.for_anchor_less_others.size(), 4, bytes);
  for (const auto& [anchor, difference] : summary.for_anchor_less_others) {
    PutText(anchor, bytes);
    PutNumber(static_cast<std::uint64_t>(difference), 8, bytes);
  }
  return bytes;
}

base::StatusOr<ChangeSummary> Unpack(std::string_view bytes) {
  RecordCutter cutter(bytes);
  ChangeSummary summary;
  summary.state = static_cast<api::v1::MetricChangesState>(cutter.Number(4));
  summary.computed_at = cutter.Number(8);
  summary.events = cutter.Number(8);
  summary.limit = cutter.Number(8);
  summary.for_others = cutter.Number(8);
  summary.failure = cutter.Text();
  const std::uint64_t anchors = cutter.Number(4);
  for (std::uint64_t at = 0; at < anchors && cutter.ok(); ++at) {
    std::string anchor = cutter.Text();
    summary.for_anchor_less_others[std::move(anchor)] = static_cast<std::int64_t>(cutter.Number(8));
  }
  if (!cutter.ok()) return NoRecordHere();
  return summary;
}

}  // namespace

std::uint64_t ChangeSummary::CountFor(std::string_view organisation) const {
  const auto own = for_anchor_less_others.find(std::string(organisation));
  const std::int64_t more = own == for_anchor_less_others.end() ? 0 : own->second;
  return for_others + static_cast<std::uint64_t>(more);
}

bool IsShownTo(std::string_view organisation, const FoundMetricChange& found) {
  const std::string& anchor = found.change.anchor_id();
  return !anchor.empty() && anchor == organisation ? found.for_anchor : found.for_others;
}

base::StatusOr<std::unique_ptr<ChangeListWriter>> ChangeListWriter::Create(
    const std::string& result_folder) {
  std::error_code ignored;
  std::filesystem::remove(SummaryPath(result_folder), ignored);
  AL_ASSIGN_OR_RETURN(auto file, RecordWriter::Create(ListPath(result_folder)));
  return std::unique_ptr<ChangeListWriter>(new ChangeListWriter(result_folder, std::move(file)));
}

base::Status ChangeListWriter::Add(const FoundMetricChange& found) {
  if (found.for_others) ++counts_.for_others;
  const std::string& anchor = found.change.anchor_id();
  if (found.for_anchor != found.for_others && !anchor.empty()) {
    counts_.for_anchor_less_others[anchor] += found.for_anchor ? 1 : -1;
  }
  std::string record;
  PutNumber((found.for_anchor ? kForAnchor : 0) | (found.for_others ? kForOthers : 0), 1, record);
  found.change.AppendToString(&record);
  return file_->Add(record);
}

base::Status ChangeListWriter::Finish(ChangeSummary summary) {
  AL_RETURN_IF_ERROR(file_->Flush());
  if (summary.state == api::v1::METRIC_CHANGES_STATE_COMPUTED) {
    summary.for_others = counts_.for_others;
    summary.for_anchor_less_others = counts_.for_anchor_less_others;
  }
  return ReplaceFile(SummaryPath(folder_), Pack(summary));
}

base::StatusOr<std::unique_ptr<ChangeListReader>> ChangeListReader::Open(
    const std::string& result_folder) {
  AL_ASSIGN_OR_RETURN(const std::string bytes, ReadSmallFile(SummaryPath(result_folder)));
  AL_ASSIGN_OR_RETURN(ChangeSummary summary, Unpack(bytes));
  AL_ASSIGN_OR_RETURN(auto file, RecordReader::Open(ListPath(result_folder)));
  return std::unique_ptr<ChangeListReader>(
      new ChangeListReader(std::move(file), std::move(summary)));
}

base::StatusOr<bool> ChangeListReader::Next(FoundMetricChange& found) {
  // What was found before it turned out to be too much is not shown.
  if (summary_.state != api::v1::METRIC_CHANGES_STATE_COMPUTED) return false;
  std::string record;
  AL_ASSIGN_OR_RETURN(const bool more, file_->Next(record));
  if (!more) return false;
  RecordCutter cutter(record);
  const std::uint64_t audience = cutter.Number(1);
  found.for_anchor = (audience & kForAnchor) != 0;
  found.for_others = (audience & kForOthers) != 0;
  if (!cutter.ok() ||
      !found.change.ParseFromArray(cutter.rest().data(), static_cast<int>(cutter.rest().size()))) {
    return NoRecordHere();
  }
  return true;
}

}  // namespace anchorledger::importing
