// Every bound of the gateway, by name, with the reason for its size. (Bounds that others know, too,
// stand in proto/base/limits.h.)
#pragma once

#include <chrono>
#include <cstddef>

#include "proto/base/limits.h"

namespace anchorledger::gateway {

// Connections and what is held for them. A stream costs a connection; a browser opens at most six.
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

// How deep a JSON request may nest; events need eight.
inline constexpr int kJsonDepthMax = 64;

// Times. A client that is slower than this is cut off: slow requests must not hold connections.
inline constexpr std::chrono::seconds kIdleMax{75};          // between requests
inline constexpr std::chrono::seconds kHandshakeMax{10};     // TLS
inline constexpr std::chrono::seconds kHeaderMax{10};        // first byte to end of the header
inline constexpr std::chrono::seconds kBodyStallMax{15};     // no byte of a body arrives
inline constexpr std::chrono::minutes kBodyMax{5};           // a whole body
inline constexpr std::chrono::seconds kWriteStallMax{60};    // the client takes no byte
inline constexpr std::chrono::seconds kLingerMax{2};         // for the client to read a refusal
inline constexpr std::chrono::seconds kAcceptRetryEvery{1};  // when no file descriptor is free

// A unary call that names no time of its own.
inline constexpr std::chrono::seconds kCallTimeDefault{60};
// How often the credential behind an open stream is looked at again.
inline constexpr std::chrono::seconds kCredentialCheckEvery{5};

// The pages.
inline constexpr std::size_t kPageFilesMax = 4'096;
inline constexpr std::size_t kPageBytesMax = 64U << 20;  // all files together, in memory

// One answer of a service: its largest page and room for its frame.
inline constexpr int kAnswerBytesMax = 16 << 20;

}  // namespace anchorledger::gateway
