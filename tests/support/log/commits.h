// Short ways to write commits and to wait for their outcome in tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/log/event_log.h"

namespace anchorledger::testing {

// A commit of tenant "t" with request id `request`, one record for each stream named, in order.
// Header, payload and digest are made from the request id, so that equal calls are equal commits.
inline storage::Commit MakeCommit(std::string_view request,
                                  const std::vector<std::string>& streams) {
  storage::Commit commit;
  commit.tenant = base::TenantId{"t"};
  commit.request_id = std::string(request);
  for (size_t i = 0; i < request.size(); ++i) {
    commit.digest[i % commit.digest.size()] ^= static_cast<uint8_t>(request[i]);
  }
  for (const std::string& stream : streams) {
    const std::string place = std::to_string(commit.records.size());
    commit.records.push_back({.stream = base::StreamId{stream},
                              .header = "header " + commit.request_id + " " + place,
                              .payload = "payload " + commit.request_id + " " + place});
  }
  return commit;
}

inline storage::StreamExpectation Expect(std::string_view stream,
                                         storage::Expectation expectation) {
  return {.stream = base::StreamId{stream}, .expectation = expectation};
}

// The outcome; a refusal by Append itself reads as Unknown with its status.
inline storage::AppendResult AppendNow(storage::EventLog& log, storage::Commit commit) {
  base::StatusOr<storage::AppendResult> result = AppendAndWait(log, std::move(commit));
  if (!result.ok()) return storage::Unknown{result.status()};
  return *std::move(result);
}

// The same where nothing but Committed is right; else the status says what came instead.
inline base::StatusOr<storage::Committed> CommitNow(storage::EventLog& log,
                                                    storage::Commit commit) {
  AL_ASSIGN_OR_RETURN(storage::AppendResult result, AppendAndWait(log, std::move(commit)));
  if (auto* committed = std::get_if<storage::Committed>(&result)) return std::move(*committed);
  if (auto* unknown = std::get_if<storage::Unknown>(&result)) return unknown->why;
  return base::MakeError(base::ErrorReason::kInternal,
                         "outcome " + std::to_string(result.index()) + " instead of committed");
}

}  // namespace anchorledger::testing
