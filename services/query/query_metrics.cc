#include <string>
#include <utility>
#include <vector>

#include "anchorledger/api/v1/metrics.pb.h"
#include "services/metrics/suppression.h"
#include "services/metrics/targets.h"
#include "services/query/known_filter.h"
#include "services/query/metrics_use_cases.h"
#include "services/query/query_request.h"
#include "services/query/query_response.h"
#include "services/query/read_rights.h"

namespace anchorledger::query {

namespace api = ::anchorledger::api::v1;

namespace {

// Everything that an answer depends on, apart from the facts. The query as narrowed for the asker,
// and what is hidden from it, is told by who asks.
SharedAnswers::Key KeyOf(const Asker& asker, const api::QueryMetricsRequest& request,
                         base::Date today) {
  api::QueryMetricsRequest question = request;
  question.mutable_query()->clear_min_position();
  std::string text = ScopeText(asker.principal);
  text.append(std::to_string(today.days)).push_back(' ');
  return base::Sha256(text + question.SerializeAsString());
}

base::Status Compute(const MetricsParts& parts, const Asker& asker, const ParsedQuery& parsed,
                     const projections::FactView& view, api::QueryMetricsResponse* response) {
  AL_ASSIGN_OR_RETURN(metrics::Answer answer,
                      metrics::AnswerQuery(parts.catalogue, view, parsed.query, parsed.plans));
  if (!IsOwningSide(asker.principal, parsed.query)) Suppress(parts.suppression, &answer);
  return FillResponse(answer, parsed.query, response);
}

}  // namespace

base::Status QueryMetrics(const MetricsParts& parts, const Asker& asker,
                          const api::QueryMetricsRequest& request,
                          api::QueryMetricsResponse* response) {
  const base::Date today = parts.clock.Today();
  AL_ASSIGN_OR_RETURN(
      ParsedQuery parsed,
      ParseMetricQuery(request.query(), {request.metric_ids().begin(), request.metric_ids().end()},
                       asker.principal.tenant.value(), today, parts.catalogue));
  AL_RETURN_IF_ERROR(Narrow(asker.principal, &parsed.query));
  AL_ASSIGN_OR_RETURN(auto view, parts.facts.Open(parsed.at_least, asker.longest));
  AL_RETURN_IF_ERROR(CheckFilter(*view, parsed.query));
  const base::Position before = view->position();
  const projections::ReadBounds bounds{.alive = asker.alive};
  parsed.query.bounds = &bounds;
  SharedAnswers::Turn turn(*parts.answers, {KeyOf(asker, request, today), parsed.at_least, before},
                           asker.longest);
  if (turn.answer() != nullptr) {
    *response = *turn.answer();
    return absl::OkStatus();
  }
  // Who had to wait for the turn answers for what has been recorded meanwhile.
  AL_ASSIGN_OR_RETURN(view, parts.facts.Open(parsed.at_least, asker.longest));
  AL_RETURN_IF_ERROR(Compute(parts, asker, parsed, *view, response));
  turn.Keep(*response);
  return absl::OkStatus();
}

}  // namespace anchorledger::query
