// From a checked command to a commit of the log.
#pragma once

#include "services/append/append_command.h"
#include "services/append/log_world.h"
#include "storage/log/log_types.h"

namespace anchorledger::append {

// The commit of a command whose events were checked in `world`. For a stream that is written, the
// caller's expectation holds; where the caller accepts any state, the revision that the rules saw.
// Streams that the rules only read become guards.
storage::Commit BuildCommit(const AppendCommand& command, const LogWorld& world);

// Whether the caller itself asked for the state that did not hold; then it has to decide, else the
// command is decided again on what the stream holds now.
bool CallerExpected(const AppendCommand& command, const storage::Conflict& conflict);

}  // namespace anchorledger::append
