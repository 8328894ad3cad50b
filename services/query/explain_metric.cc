#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "anchorledger/api/v1/metrics.pb.h"
#include "proto/base/ratio.h"
#include "services/metrics/explain.h"
#include "services/query/known_filter.h"
#include "services/query/metrics_use_cases.h"
#include "services/query/query_request.h"
#include "services/query/query_response.h"
#include "services/query/read_rights.h"
#include "services/rpc/paging.h"

namespace anchorledger::query {
namespace {

namespace api = ::anchorledger::api::v1;
using base::ErrorReason;

// Where a page begins: so many contributions were listed, all true for this position.
struct Cursor {
  std::uint64_t listed = 0;
  base::Position as_of;
};

std::string FormatCursor(const Cursor& cursor) {
  return std::to_string(cursor.listed) + "@" + std::to_string(cursor.as_of.value());
}

// Requires what FormatCursor made: the token was sealed.
Cursor ParseCursor(std::string_view text) {
  Cursor cursor;
  std::uint64_t position = 0;
  const char* end = text.data() + text.size();
  const auto listed = std::from_chars(text.data(), end, cursor.listed);
  std::from_chars(listed.ptr + 1, end, position);
  cursor.as_of = base::Position(position);
  return cursor;
}

// The cell that the request names: its group without the time, and the time.
base::StatusOr<metrics::CellName> NameOf(const api::ExplainMetricRequest& request,
                                         const metrics::Query& query) {
  metrics::CellName name;
  name.part = request.part();
  if (!request.currency().empty()) {
    AL_ASSIGN_OR_RETURN(name.currency, base::ParseCurrency(request.currency()));
  }
  for (const metrics::Dimension dimension : query.group_by) {
    const std::string* key = nullptr;
    for (const api::GroupKey& group : request.group()) {
      if (static_cast<int>(group.dimension()) == static_cast<int>(dimension)) key = &group.key();
    }
    if (key == nullptr) {
      if (metrics::IsTime(dimension)) {
        return base::InvalidFields(
            {{"group", "the span of time is missing", ErrorReason::kFieldMissing}});
      }
      continue;
    }
    if (metrics::IsTime(dimension)) {
      name.span = *key;
    } else {
      name.group.push_back(*key);
    }
  }
  for (const api::GroupKey& group : request.group()) {
    if (group.dimension() == api::METRIC_DIMENSION_TARGET) name.group.push_back(group.key());
  }
  return name;
}

base::Status NotExplained() {
  return base::MakeError(ErrorReason::kPermissionDenied,
                         "counts of persons are explained to their owning side only");
}

bool CountsPersons(const metric::v1::MetricDefinition& definition) {
  bool persons = definition.privacy() != metric::v1::METRIC_PRIVACY_UNSPECIFIED;
  for (const auto& part : definition.parts()) {
    persons = persons || part.privacy() != metric::v1::METRIC_PRIVACY_UNSPECIFIED;
  }
  return persons;
}

base::Status FillContribution(const metrics::Explanation& explanation,
                              const metrics::Contribution& contribution,
                              api::MetricContribution* proto) {
  const projections::KindSchema& schema = *projections::FindKindSchema(contribution.kind);
  proto->set_position(contribution.position.value());
  proto->set_fact(std::string(schema.name));
  for (std::size_t i = 0; i < contribution.measures.size(); ++i) {
    if (schema.measures[i].empty() || contribution.measures[i] == 0) continue;
    api::FactMeasure& measure = *proto->add_measures();
    measure.set_name(std::string(schema.measures[i]));
    measure.set_value(contribution.measures[i]);
    measure.set_money((schema.money_measures >> i & 1U) != 0);
  }
  const auto amended = explanation.amended_by.find(contribution.position);
  if (amended != explanation.amended_by.end()) {
    for (const base::Position by : amended->second) proto->add_amended_by(by.value());
  }
  proto->set_in_middle(contribution.in_middle);
  proto->mutable_effective_on()->set_days(contribution.effective_on.days);
  AL_ASSIGN_OR_RETURN(const std::int64_t numerator, base::ToInt64(contribution.numerator));
  AL_ASSIGN_OR_RETURN(const std::int64_t denominator, base::ToInt64(contribution.denominator));
  proto->set_numerator(numerator);
  proto->set_denominator(denominator);
  return absl::OkStatus();
}

base::Status FillTotals(const metrics::Explanation& explanation, const metrics::Plan& plan,
                        api::ExplainMetricResponse* response) {
  AL_ASSIGN_OR_RETURN(const std::int64_t numerator, base::ToInt64(explanation.total.numerator));
  AL_ASSIGN_OR_RETURN(const std::int64_t denominator, base::ToInt64(explanation.total.denominator));
  response->set_numerator_total(numerator);
  response->set_denominator_total(denominator);
  response->set_contributions_total(explanation.contributions.size());
  response->set_edition(plan.definition.edition());
  response->set_combination(static_cast<api::ContributionCombination>(explanation.combined));
  return absl::OkStatus();
}

// Everything that an explanation depends on. The query as narrowed for the asker is told by who
// asks.
ExplanationCache::Key KeyOf(const Asker& asker, const api::ExplainMetricRequest& request,
                            base::Position as_of) {
  api::ExplainMetricRequest question = request;
  question.clear_page_size();
  question.clear_page_token();
  std::string text = ScopeText(asker.principal);
  text.append(std::to_string(as_of.value())).push_back(' ');
  return base::Sha256(text + question.SerializeAsString());
}

// What the question finds at a position, from the page before where it is still there.
base::StatusOr<ExplanationCache::Ref> FindOrExplain(const MetricsParts& parts, const Asker& asker,
                                                    const api::ExplainMetricRequest& request,
                                                    const ParsedQuery& parsed,
                                                    base::Position* as_of) {
  if (!request.page_token().empty()) {
    ExplanationCache::Ref kept = parts.explanations->Find(KeyOf(asker, request, *as_of));
    if (kept != nullptr) return kept;
  }
  AL_ASSIGN_OR_RETURN(const metrics::CellName name, NameOf(request, parsed.query));
  AL_ASSIGN_OR_RETURN(const auto view, parts.facts.Open(parsed.at_least, asker.longest));
  AL_RETURN_IF_ERROR(CheckFilter(*view, parsed.query));
  if (request.page_token().empty()) {
    *as_of = view->position();
    ExplanationCache::Ref kept = parts.explanations->Find(KeyOf(asker, request, *as_of));
    if (kept != nullptr) return kept;
  }
  AL_ASSIGN_OR_RETURN(
      metrics::Explanation explanation,
      metrics::Explain(parts.catalogue, *view, parsed.query, *parsed.plans.front(), name));
  auto made = std::make_shared<const metrics::Explanation>(std::move(explanation));
  parts.explanations->Keep(KeyOf(asker, request, *as_of), made);
  return made;
}

}  // namespace

base::StatusOr<api::ExplainMetricResponse> ExplainMetric(const MetricsParts& parts,
                                                         const Asker& asker,
                                                         const api::ExplainMetricRequest& request) {
  AL_ASSIGN_OR_RETURN(const std::size_t page_size, rpc::PageSize(request.page_size()));
  AL_ASSIGN_OR_RETURN(ParsedQuery parsed, ParseMetricQuery(request.query(), {request.metric_id()},
                                                           asker.principal.tenant.value(),
                                                           parts.clock.Today(), parts.catalogue));
  metrics::Query& query = parsed.query;
  const projections::ReadBounds bounds{.alive = asker.alive,
                                       .facts_max = kExplainedContributionsMax};
  query.bounds = &bounds;
  AL_RETURN_IF_ERROR(Narrow(asker.principal, &query));
  const metrics::Plan& plan = *parsed.plans.front();
  if (CountsPersons(plan.definition) && !IsOwningSide(asker.principal, query)) {
    return NotExplained();
  }
  Cursor cursor;
  if (!request.page_token().empty()) {
    AL_ASSIGN_OR_RETURN(const std::string content,
                        rpc::OpenPage(parts.sealer, request, request.page_token()));
    cursor = ParseCursor(content);
    parsed.at_least = std::max(parsed.at_least, cursor.as_of);
    if (!query.known.day && !query.known.position) query.known.position = cursor.as_of;
  }
  AL_ASSIGN_OR_RETURN(const ExplanationCache::Ref found,
                      FindOrExplain(parts, asker, request, parsed, &cursor.as_of));
  const metrics::Explanation& explanation = *found;
  if (explanation.cell.target_of_persons && !IsOwningSide(asker.principal, query)) {
    return NotExplained();
  }

  api::ExplainMetricResponse response;
  AL_RETURN_IF_ERROR(FillCell(explanation.answer, explanation.answer.metrics.front(),
                              explanation.cell, query, response.mutable_cell()));
  AL_RETURN_IF_ERROR(FillTotals(explanation, plan, &response));
  const std::size_t count = explanation.contributions.size();
  std::size_t next = std::min<std::size_t>(cursor.listed, count);
  for (; next < count && static_cast<std::size_t>(response.contributions_size()) < page_size;
       ++next) {
    AL_RETURN_IF_ERROR(FillContribution(explanation, explanation.contributions[next],
                                        response.add_contributions()));
  }
  if (next < count) {
    response.set_next_page_token(
        rpc::SealPage(parts.sealer, request, FormatCursor({next, cursor.as_of})));
  }
  return response;
}

}  // namespace anchorledger::query
