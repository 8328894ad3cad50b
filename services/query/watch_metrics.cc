#include "services/query/watch_metrics.h"

#include <chrono>
#include <string>
#include <utility>

#include "anchorledger/api/v1/metrics.pb.h"
#include "services/query/metrics_use_cases.h"
#include "services/query/query_request.h"
#include "services/query/read_rights.h"

namespace anchorledger::query {
namespace {

namespace api = ::anchorledger::api::v1;
using rpc::Pull;

// The answer without the positions it is true for: what has to differ to be worth sending.
std::string ContentOf(api::QueryMetricsResponse answer) {
  answer.clear_as_of_position();
  for (api::MetricResult& result : *answer.mutable_results()) {
    for (api::MetricCell& cell : *result.mutable_cells()) cell.clear_as_of_position();
    for (api::MetricCell& cell : *result.mutable_totals()) cell.clear_as_of_position();
  }
  return answer.SerializeAsString();
}

class WatchSource final : public rpc::MessageSource<api::WatchMetricsResponse> {
 public:
  WatchSource(const MetricsParts& parts, const security::Principal& principal,
              const api::WatchMetricsRequest& request, rpc::Waker waker)
      : parts_(parts), principal_(principal), waker_(std::move(waker)) {
    *request_.mutable_metric_ids() = request.metric_ids();
    *request_.mutable_query() = request.query();
    next_ = base::Position(request.query().min_position());
  }

  base::StatusOr<Pull> Next(api::WatchMetricsResponse& response) override {
    AL_ASSIGN_OR_RETURN(const auto view,
                        parts_.facts.Open(base::Position(), std::chrono::microseconds(0)));
    if (view->position() >= next_) {
      // Nothing older, though an answer of a moment ago might do for others.
      request_.mutable_query()->set_min_position(next_.value());
      api::QueryMetricsResponse answer;
      AL_RETURN_IF_ERROR(
          QueryMetrics(parts_, {principal_, std::chrono::microseconds(0)}, request_, &answer));
      next_ = base::Position(answer.as_of_position()).Next();
      std::string content = ContentOf(answer);
      if (!answered_ || content != content_) {
        answered_ = true;
        content_ = std::move(content);
        *response.mutable_answer() = std::move(answer);
        return Pull::kMessage;
      }
    }
    // May call at once, when the facts have moved since: the stream then asks again.
    moved_ =
        parts_.facts.NotifyAt(next_, [waker = waker_](const storage::LogHead&) { waker.Wake(); });
    return Pull::kWait;
  }

 private:
  const MetricsParts& parts_;
  const security::Principal& principal_;
  const rpc::Waker waker_;
  api::QueryMetricsRequest request_;
  base::Position next_;  // the first position that can bring something new
  bool answered_ = false;
  std::string content_;          // of the last answer sent
  storage::Notification moved_;  // last: ends before what its callback uses
};

}  // namespace

base::StatusOr<std::unique_ptr<rpc::MessageSource<api::WatchMetricsResponse>>>
MakeWatchMetricsSource(const MetricsParts& parts, const security::Principal& principal,
                       const api::WatchMetricsRequest& request, rpc::Waker waker) {
  AL_ASSIGN_OR_RETURN(
      ParsedQuery parsed,
      ParseMetricQuery(request.query(), {request.metric_ids().begin(), request.metric_ids().end()},
                       principal.tenant.value(), parts.clock.Today(), parts.catalogue));
  if (parsed.query.known.day || parsed.query.known.position) {
    return base::InvalidFields(
        {{request.query().has_known_on() ? "query.known_on" : "query.known_position",
          "what was known in the past does not change", base::ErrorReason::kFieldInvalid}});
  }
  AL_RETURN_IF_ERROR(Narrow(principal, &parsed.query));
  return std::make_unique<WatchSource>(parts, principal, request, std::move(waker));
}

}  // namespace anchorledger::query
