#include "storage/log/event_log.h"

#include <future>
#include <limits>
#include <memory>
#include <utility>

#include "proto/base/hash.h"
#include "storage/log/byte_codec.h"

namespace anchorledger::storage {

std::string FormatLogId(LogId id) {
  std::string bytes;
  PutFixed64(bytes, id.value);
  return base::HexEncode(bytes);
}

base::StatusOr<AppendResult> AppendAndWait(EventLog& log, Commit commit) {
  // Shared, because a copy of the callback may outlive this call by a moment.
  const auto answer = std::make_shared<std::promise<AppendResult>>();
  AL_RETURN_IF_ERROR(log.Append(
      std::move(commit), [answer](AppendResult result) { answer->set_value(std::move(result)); }));
  return answer->get_future().get();
}

base::StatusOr<base::Revision> LastRevision(const EventLog& log, const base::TenantId& tenant,
                                            const base::StreamId& stream) {
  AL_ASSIGN_OR_RETURN(
      const std::vector<Record> last,
      log.ReadStream(tenant, stream, kLastRevision, ReadLimit{.records = 1}, Direction::kBackward));
  return last.empty() ? base::Revision{0} : last.front().revision;
}

}  // namespace anchorledger::storage
