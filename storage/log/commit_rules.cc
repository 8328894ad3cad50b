#include "storage/log/commit_rules.h"

#include <string>

namespace anchorledger::storage {
namespace {

using base::ErrorReason;
using base::MakeError;
using base::Status;

Status CheckName(std::string_view what, std::string_view name, size_t bytes_max) {
  if (name.empty()) return MakeError(ErrorReason::kFieldInvalid, std::string(what) + " is empty");
  if (name.size() > bytes_max) {
    return MakeError(ErrorReason::kFieldInvalid,
                     std::string(what) + " has " + std::to_string(name.size()) +
                         " bytes, at most " + std::to_string(bytes_max) + " are allowed");
  }
  if (name.find('\0') != std::string_view::npos) {
    return MakeError(ErrorReason::kFieldInvalid, std::string(what) + " holds a NUL byte");
  }
  return absl::OkStatus();
}

Status CheckCount(std::string_view what, size_t count, size_t count_min, size_t count_max) {
  if (count >= count_min && count <= count_max) return absl::OkStatus();
  return MakeError(ErrorReason::kMessageTooLarge, "a commit holds " + std::to_string(count) + " " +
                                                      std::string(what) + ", wanted " +
                                                      std::to_string(count_min) + " to " +
                                                      std::to_string(count_max));
}

Status CheckBytes(std::string_view what, size_t bytes, size_t bytes_max) {
  if (bytes <= bytes_max) return absl::OkStatus();
  return MakeError(ErrorReason::kMessageTooLarge, std::string(what) + " has " +
                                                      std::to_string(bytes) + " bytes, at most " +
                                                      std::to_string(bytes_max) + " are allowed");
}

Status CheckStreams(const std::vector<StreamExpectation>& expectations) {
  for (const StreamExpectation& expected : expectations) {
    AL_RETURN_IF_ERROR(CheckName("a stream", expected.stream.value(), base::kStreamIdBytesMax));
  }
  return absl::OkStatus();
}

}  // namespace

Status CheckShape(const Commit& commit) {
  AL_RETURN_IF_ERROR(CheckName("tenant", commit.tenant.value(), base::kIdBytesMax));
  AL_RETURN_IF_ERROR(CheckName("request id", commit.request_id, base::kRequestIdBytesMax));
  AL_RETURN_IF_ERROR(CheckCount("records", commit.records.size(), 1, base::kCommitEventsMax));
  AL_RETURN_IF_ERROR(CheckCount("expectations and guards",
                                commit.expectations.size() + commit.guards.size(), 0,
                                kCommitExpectationsMax));
  AL_RETURN_IF_ERROR(CheckStreams(commit.expectations));
  AL_RETURN_IF_ERROR(CheckStreams(commit.guards));
  for (const ProposedRecord& record : commit.records) {
    AL_RETURN_IF_ERROR(CheckName("a stream", record.stream.value(), base::kStreamIdBytesMax));
    AL_RETURN_IF_ERROR(
        CheckBytes("a record header", record.header.size(), base::kRecordHeaderBytesMax));
    AL_RETURN_IF_ERROR(
        CheckBytes("a record payload", record.payload.size(), base::kEventPayloadBytesMax));
  }
  return CheckBytes("a commit", CommitBytes(commit), base::kCommitBytesMax);
}

size_t CommitBytes(const Commit& commit) {
  size_t bytes = sizeof(Commit) + commit.tenant.value().size() + commit.request_id.size();
  for (const ProposedRecord& record : commit.records) {
    bytes += sizeof(ProposedRecord) + record.stream.value().size() + record.header.size() +
             record.payload.size();
  }
  for (const auto* list : {&commit.expectations, &commit.guards}) {
    for (const StreamExpectation& expected : *list) {
      bytes += sizeof(StreamExpectation) + expected.stream.value().size();
    }
  }
  return bytes;
}

bool Holds(const Expectation& expectation, base::Revision actual) {
  switch (expectation.kind) {
    case Expectation::Kind::kAny:
      return true;
    case Expectation::Kind::kNoStream:
      return actual.value() == 0;
    case Expectation::Kind::kRevision:
      return actual == expectation.revision;
  }
  return false;
}

}  // namespace anchorledger::storage
