#include "clients/cli/demo/network_load.h"

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "anchorledger/api/v1/event.grpc.pb.h"

namespace anchorledger::cli {
namespace {

using api::v1::EventService;
using api::v1::ProposedEvent;

// Shared by the senders: the generator, the outcome so far. Guarded by the mutex.
class Loader {
 public:
  Loader(const Connection& connection, const NetworkLoad& load,
         const std::function<void(std::uint64_t)>& progress)
      : connection_(connection), load_(load), progress_(progress), network_(load.size) {}

  base::StatusOr<NetworkLoadResult> Run() {
    AL_RETURN_IF_ERROR(AppendRegistry());
    const auto started = std::chrono::steady_clock::now();
    {
      std::vector<std::jthread> senders;
      for (int i = 0; i < load_.in_flight; ++i) senders.emplace_back([this] { SendBatches(); });
    }
    if (!failure_.ok()) return failure_;
    AL_RETURN_IF_ERROR(AppendLateEntries());
    result_.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - started);
    return result_;
  }

 private:
  base::Status AppendRegistry() {
    const std::vector<ProposedEvent> events = network_.Registry();
    const auto stub = EventService::NewStub(connection_.channel());
    const auto step = static_cast<std::size_t>(load_.batch_events);
    for (std::size_t at = 0; at < events.size(); at += step) {
      const auto end = std::min(at + step, events.size());
      const auto response = Append(*stub, "registry-" + std::to_string(at),
                                   {events.begin() + static_cast<std::ptrdiff_t>(at),
                                    events.begin() + static_cast<std::ptrdiff_t>(end)});
      const bool known =
          response.ok() ? response->duplicate()
                        : base::ReasonOf(response.status()) == base::ErrorReason::kRequestIdReused;
      if (known) return IsThere();
      AL_RETURN_IF_ERROR(response.status());
    }
    return absl::OkStatus();
  }

  // What was generated depends on what was acknowledged when, so it cannot be made once more.
  base::Status IsThere() const {
    return base::MakeStatus(absl::StatusCode::kAlreadyExists,
                            "a network with prefix " + load_.size.prefix + " and seed " +
                                std::to_string(load_.size.seed) +
                                " is there already, whole or in part; give another --prefix to "
                                "add another one",
                            {});
  }

  base::Status AppendLateEntries() {
    const std::vector<ProposedEvent> events = network_.LateEntries();
    const auto stub = EventService::NewStub(connection_.channel());
    AL_ASSIGN_OR_RETURN(const auto response, Append(*stub, "late", events));
    result_.events += events.size();
    result_.last_position = response.events(response.events_size() - 1).position();
    return absl::OkStatus();
  }

  base::StatusOr<api::v1::AppendEventsResponse> Append(EventService::Stub& stub,
                                                       const std::string& name,
                                                       const std::vector<ProposedEvent>& events) {
    api::v1::AppendEventsRequest request;
    request.set_request_id(load_.size.prefix + "-" + std::to_string(load_.size.seed) + "-" + name);
    for (const auto& event : events) *request.add_events() = event;
    api::v1::AppendEventsResponse response;
    AL_RETURN_IF_ERROR(
        connection_.Call(stub, &EventService::Stub::AppendEvents, request, &response));
    return response;
  }

  void SendBatches() {
    const auto stub = EventService::NewStub(connection_.channel());
    for (;;) {
      std::vector<ProposedEvent> batch;
      std::uint64_t number = 0;
      {
        const std::lock_guard lock(mutex_);
        if (!failure_.ok()) return;
        batch = network_.Next(static_cast<std::size_t>(load_.batch_events));
        number = batches_++;
      }
      if (batch.empty()) return;
      const auto response = Append(*stub, "batch-" + std::to_string(number), batch);
      const std::lock_guard lock(mutex_);
      if (!response.ok()) {
        if (failure_.ok()) failure_ = response.status();
        return;
      }
      network_.Acknowledge(batch, *response);
      result_.events += batch.size();
      result_.last_position =
          std::max(result_.last_position, response->events(response->events_size() - 1).position());
      progress_(result_.events);
    }
  }

  const Connection& connection_;
  const NetworkLoad& load_;
  const std::function<void(std::uint64_t)>& progress_;
  std::mutex mutex_;
  Network network_;
  std::uint64_t batches_ = 0;
  NetworkLoadResult result_;
  base::Status failure_;
};

}  // namespace

base::StatusOr<NetworkLoadResult> LoadNetwork(const Connection& connection, const NetworkLoad& load,
                                              const std::function<void(std::uint64_t)>& progress) {
  return Loader(connection, load, progress).Run();
}

}  // namespace anchorledger::cli
