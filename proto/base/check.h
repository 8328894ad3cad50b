// Assertions for bugs and for corruption of our own memory. On in every build, never reachable from
// input: what a caller can cause is a Status.
#pragma once

namespace anchorledger::base {

// Prints place and condition to standard error and aborts.
[[noreturn]] void CheckFailed(const char* file, int line, const char* condition);

}  // namespace anchorledger::base

#define AL_CHECK(condition)                                              \
  do {                                                                   \
    if (!(condition)) [[unlikely]] {                                     \
      ::anchorledger::base::CheckFailed(__FILE__, __LINE__, #condition); \
    }                                                                    \
  } while (false)
