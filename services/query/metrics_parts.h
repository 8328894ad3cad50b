// What the use cases of the metrics service share.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

#include "proto/runtime/clock.h"
#include "services/metrics/catalogue.h"
#include "services/metrics/suppression.h"
#include "services/query/explanation_cache.h"
#include "services/query/fact_source.h"
#include "services/query/shared_answers.h"
#include "services/rpc/token_sealer.h"
#include "services/security/principal.h"

namespace anchorledger::query {

// What pages of explanations may hold in memory, about 100 bytes each.
inline constexpr std::size_t kExplainedContributionsMax = 1'000'000;

// Everything must outlive the calls. Threads: any.
struct MetricsParts {
  const metrics::Catalogue& catalogue;
  FactSource& facts;
  const runtime::Clock& clock;
  const rpc::TokenSealer& sealer;
  metrics::SuppressionPolicy suppression;
  // Shared by the calls of one server.
  std::shared_ptr<ExplanationCache> explanations =
      std::make_shared<ExplanationCache>(kExplainedContributionsMax);
  std::shared_ptr<SharedAnswers> answers = std::make_shared<SharedAnswers>(clock);
};

// Who asks, and how long an answer is of use.
struct Asker {
  const security::Principal& principal;
  std::chrono::microseconds longest;
  // OK while somebody waits for the answer; null: always.
  std::function<base::Status()> alive = nullptr;
};

}  // namespace anchorledger::query
