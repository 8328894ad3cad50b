#include "services/check/log_prefix.h"

#include <algorithm>
#include <utility>

namespace anchorledger::check {
namespace {

void DropLater(base::Position last, std::vector<storage::Record>* records) {
  std::erase_if(*records, [&](const storage::Record& record) { return record.position > last; });
}

}  // namespace

base::Status LogPrefix::Append(storage::Commit, AppendCallback) {
  return base::MakeError(base::ErrorReason::kStorageFailed, "the log is open for reading only");
}

base::StatusOr<storage::FoundRequest> LogPrefix::FindRequest(
    const base::TenantId& tenant, std::string_view request_id,
    const storage::RequestDigest& digest) const {
  return log_.FindRequest(tenant, request_id, digest);
}

base::StatusOr<std::vector<storage::Record>> LogPrefix::Read(base::Position from,
                                                             storage::ReadLimit limit,
                                                             storage::Direction direction) const {
  if (direction == storage::Direction::kBackward) from = std::min(from, last_);
  AL_ASSIGN_OR_RETURN(std::vector<storage::Record> records, log_.Read(from, limit, direction));
  DropLater(last_, &records);
  return records;
}

base::StatusOr<std::vector<storage::Record>> LogPrefix::ReadStream(
    const base::TenantId& tenant, const base::StreamId& stream, base::Revision from,
    storage::ReadLimit limit, storage::Direction direction) const {
  AL_ASSIGN_OR_RETURN(std::vector<storage::Record> records,
                      log_.ReadStream(tenant, stream, from, limit, direction));
  DropLater(last_, &records);
  return records;
}

storage::LogHead LogPrefix::Head() const {
  storage::LogHead head = log_.Head();
  head.position = std::min(head.position, last_);
  return head;
}

storage::Notification LogPrefix::NotifyAt(base::Position position, storage::HeadCallback callback) {
  return log_.NotifyAt(position, std::move(callback));
}

base::Position LogPrefix::LastCommonPosition(const storage::ResumePoint& point) const {
  return std::min(log_.LastCommonPosition(point), last_);
}

}  // namespace anchorledger::check
