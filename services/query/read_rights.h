// Which numbers a principal may see: decided before anything is read.
#pragma once

#include <string>

#include "proto/base/status.h"
#include "services/metrics/query.h"
#include "services/security/principal.h"

namespace anchorledger::query {

// Narrows a question to what the principal may see:
//   - staff of anchors, evaluators, stewards and importers see the numbers of their tenant;
//   - partners and residents see the numbers of facts with their own organisation on the other
//     side, and no totals that go beyond them (reported baselines, assets).
// PERMISSION_DENIED when the question names another partner.
base::Status Narrow(const security::Principal& principal, metrics::Query* query);

// Whether small counts of persons may be shown: the principal acts for the only anchor that the
// question is about. Everybody else reads suppressed numbers, stewards too.
bool IsOwningSide(const security::Principal& principal, const metrics::Query& query);

// All that decides which numbers a principal may see: equal for those who see the same.
std::string ScopeText(const security::Principal& principal);

}  // namespace anchorledger::query
