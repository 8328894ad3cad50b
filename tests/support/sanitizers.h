// What a test may expect of a program that a sanitizer watches.
#pragma once

namespace anchorledger::testing {

// False under the address sanitizer, which keeps what is freed for a while and puts space around
// everything: resident memory then says nothing about the program, and tests do not judge it.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool kMemoryIsOurs = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
inline constexpr bool kMemoryIsOurs = false;
#else
inline constexpr bool kMemoryIsOurs = true;
#endif
#else
inline constexpr bool kMemoryIsOurs = true;
#endif

}  // namespace anchorledger::testing
