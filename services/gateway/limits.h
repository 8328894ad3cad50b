// Every bound of the gateway, by name, with the reason for its size. (Bounds that others know, too,
// stand in proto/base/limits.h.)
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "proto/base/limits.h"

namespace anchorledger::gateway {

// Connections and what is held for them. A stream costs a connection; a browser opens at most six.
// When all are taken, a newcomer gets the place of one that only waits.
inline constexpr std::size_t kConnectionsMax = 2'500;
inline constexpr std::size_t kReadChunkBytes = 16U << 10;   // one read of a socket
inline constexpr std::size_t kReadAheadBytes = 64U << 10;   // read while a call is under way
inline constexpr std::size_t kBodiesBytesMax = 256U << 20;  // request bodies of all connections

// One request. JSON takes more room than the message it stands for, above all for bytes.
inline constexpr std::size_t kHeaderBytesMax = 16U << 10;
inline constexpr std::size_t kTargetBytesMax = 4U << 10;
inline constexpr std::size_t kCallBodyBytesMax = 2 * base::kMessageBytesMax;
inline constexpr std::size_t kSessionBodyBytesMax = 4U << 10;
inline constexpr std::size_t kCookiesMax = 50;

// The channels to the server in this process. HTTP/2 numbers the calls of a connection with 30
// bits; a channel is replaced after half of them.
inline constexpr std::size_t kUnaryChannels = 2;
inline constexpr std::size_t kStreamChannels = 2;
inline constexpr std::uint64_t kCallsPerChannelMax = 1ULL << 29;

// How deep a JSON request may nest; events need eight. And of how many values it may consist: one
// of two bytes takes some hundred when it is parsed. A thousand large events have fifty thousand.
inline constexpr int kJsonDepthMax = 64;
inline constexpr int kJsonValuesMax = 200'000;

// Times. A client that is slower than this is cut off: slow requests must not hold connections.
// Tests make them short.
struct Times {
  std::chrono::milliseconds idle_max = std::chrono::seconds(75);         // between requests
  std::chrono::milliseconds handshake_max = std::chrono::seconds(10);    // TLS
  std::chrono::milliseconds header_max = std::chrono::seconds(10);       // first byte to its end
  std::chrono::milliseconds body_stall_max = std::chrono::seconds(15);   // no byte arrives
  std::chrono::milliseconds body_max = std::chrono::minutes(5);          // a whole body
  std::chrono::milliseconds write_stall_max = std::chrono::seconds(60);  // no byte is taken
  std::chrono::milliseconds write_max = std::chrono::minutes(10);        // an answer, or a message
  std::chrono::milliseconds linger_max = std::chrono::seconds(2);        // to read a last answer
  // How often the credential behind an open stream is looked at again.
  std::chrono::milliseconds credential_check_every = std::chrono::seconds(5);
};
inline constexpr std::chrono::seconds kAcceptRetryEvery{1};  // when no file descriptor is free

// A unary call that names no time of its own.
inline constexpr std::chrono::seconds kCallTimeDefault{60};

// Answers that are packed: smaller ones fit into a packet or two, larger ones would hold a thread
// that others wait for (1 MiB: 30 ms).
inline constexpr std::size_t kPackedBytesMin = 1U << 10;
inline constexpr std::size_t kPackedBytesMax = 1U << 20;

// The pages.
inline constexpr std::size_t kPageFilesMax = 4'096;
inline constexpr std::size_t kPageBytesMax = 64U << 20;  // all files together, in memory

}  // namespace anchorledger::gateway
