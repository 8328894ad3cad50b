#include "services/append/commit_builder.h"

#include <algorithm>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "anchorledger/event/v1/envelope.pb.h"

namespace anchorledger::append {
namespace {

using storage::Expectation;
using storage::StreamExpectation;

const StreamExpectation* FindStream(const std::vector<StreamExpectation>& list,
                                    const base::StreamId& stream) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const StreamExpectation& entry) {
    return entry.stream == stream;
  });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

storage::Commit BuildCommit(const AppendCommand& command, const LogWorld& world) {
  storage::Commit commit;
  commit.tenant = command.tenant;
  commit.request_id = command.request_id;
  commit.digest = command.digest;
  commit.records.reserve(command.events.size());
  for (const CommandEvent& event : command.events) {
    commit.records.push_back(
        {event.stream, event.header->SerializeAsString(), event.payload_bytes});
  }
  commit.expectations = command.expectations;
  commit.guards = command.guards;
  absl::flat_hash_map<std::string_view, Expectation*> written;
  written.reserve(commit.expectations.size());
  for (StreamExpectation& entry : commit.expectations) {
    written.emplace(entry.stream.value(), &entry.expectation);
  }
  for (StreamExpectation& seen : world.Guards()) {
    const auto found = written.find(seen.stream.value());
    if (found == written.end()) {
      commit.guards.push_back(std::move(seen));
    } else if (found->second->kind == Expectation::Kind::kAny) {
      *found->second = seen.expectation;
    }
  }
  return commit;
}

bool CallerExpected(const AppendCommand& command, const storage::Conflict& conflict) {
  if (conflict.guard) {
    const StreamExpectation* guard = FindStream(command.guards, conflict.stream);
    return guard != nullptr && guard->expectation == conflict.expected;
  }
  const StreamExpectation* written = FindStream(command.expectations, conflict.stream);
  return written != nullptr && written->expectation.kind != Expectation::Kind::kAny;
}

}  // namespace anchorledger::append
