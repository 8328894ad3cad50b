// gRPC's queue for callbacks, kept for as long as the process lives.
#pragma once

namespace anchorledger::server {

// The servers and channels of a process share one queue, and gRPC (seen with 1.51) destroys it with
// the last of them while its own threads may still be in it: a process that stops its server then
// aborts now and then, with nothing of ours on the stack. What is held here is never given back, so
// that moment does not come. Any thread; cheap after the first call.
void KeepCallbackQueue();

}  // namespace anchorledger::server
