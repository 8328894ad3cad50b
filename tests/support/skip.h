// How a test says that it cannot run on this machine (Catch2 version 2 has no word for it).
#pragma once

#include <string_view>

namespace anchorledger::testing {

// Marks the running test program as skipped: unless something fails, it exits with kSkippedExit,
// which ctest counts as skipped. Prints the reason. Use AL_SKIP.
void NoteSkipped(std::string_view reason);

inline constexpr int kSkippedExit = 77;

}  // namespace anchorledger::testing

// Ends the test case here, counted as skipped.
#define AL_SKIP(reason)                           \
  do {                                            \
    ::anchorledger::testing::NoteSkipped(reason); \
    return;                                       \
  } while (false)
