// A log as it was at an earlier position.
#pragma once

#include "storage/log/event_log.h"

namespace anchorledger::check {

// Shows the events of another log up to a position, and is read-only. The log must outlive it.
class LogPrefix final : public storage::EventLog {
 public:
  LogPrefix(storage::EventLog& log, base::Position last) : log_(log), last_(last) {}

  base::Status Append(storage::Commit commit, AppendCallback done) override;
  base::StatusOr<storage::FoundRequest> FindRequest(
      const base::TenantId& tenant, std::string_view request_id,
      const storage::RequestDigest& digest) const override;
  base::StatusOr<std::vector<storage::Record>> Read(base::Position from, storage::ReadLimit limit,
                                                    storage::Direction direction) const override;
  base::StatusOr<std::vector<storage::Record>> ReadStream(
      const base::TenantId& tenant, const base::StreamId& stream, base::Revision from,
      storage::ReadLimit limit, storage::Direction direction) const override;
  storage::LogHead Head() const override;
  storage::Notification NotifyAt(base::Position position, storage::HeadCallback callback) override;
  base::Position LastCommonPosition(const storage::ResumePoint& point) const override;

 private:
  storage::EventLog& log_;
  const base::Position last_;
};

}  // namespace anchorledger::check
