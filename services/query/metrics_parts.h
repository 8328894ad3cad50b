// What the use cases of the metrics service share.
#pragma once

#include <chrono>

#include "proto/runtime/clock.h"
#include "services/metrics/catalogue.h"
#include "services/metrics/suppression.h"
#include "services/query/fact_source.h"
#include "services/rpc/token_sealer.h"
#include "services/security/principal.h"

namespace anchorledger::query {

// Everything must outlive the calls. Threads: any.
struct MetricsParts {
  const metrics::Catalogue& catalogue;
  FactSource& facts;
  const runtime::Clock& clock;
  const rpc::TokenSealer& sealer;
  metrics::SuppressionPolicy suppression;
};

// Who asks, and how long an answer is of use.
struct Asker {
  const security::Principal& principal;
  std::chrono::microseconds longest;
};

}  // namespace anchorledger::query
