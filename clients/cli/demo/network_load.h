#pragma once
// Appends a made-up network to a server, several requests at a time.
#include <chrono>
#include <cstdint>
#include <functional>

#include "clients/cli/connection.h"
#include "clients/cli/demo/network.h"

namespace anchorledger::cli {

struct NetworkLoad {
  NetworkSize size;
  int batch_events = 500;
  int in_flight = 4;
};

struct NetworkLoadResult {
  std::uint64_t events = 0;  // appended, without the registry
  std::uint64_t last_position = 0;
  std::chrono::milliseconds elapsed{0};  // without the registry
};

// Appends the registry in order, then the events with `in_flight` requests under way, then the late
// entries. ALREADY_EXISTS when a network of this prefix and seed is there, whole or in part.
// `progress` is told how many events are durable.
base::StatusOr<NetworkLoadResult> LoadNetwork(const Connection& connection, const NetworkLoad& load,
                                              const std::function<void(std::uint64_t)>& progress);

}  // namespace anchorledger::cli
