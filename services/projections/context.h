// What is known of a tenant beside the facts themselves: what derivation looks things up in.
#pragma once

#include "proto/base/strong_id.h"
#include "services/projections/corrections.h"
#include "services/projections/geography_book.h"
#include "services/projections/in_force_event.h"
#include "services/projections/investment_book.h"
#include "services/projections/mention_book.h"
#include "services/projections/organisation_book.h"
#include "services/projections/partnership_book.h"
#include "services/projections/supplier_book.h"
#include "services/projections/symbols.h"

namespace anchorledger::projections {

// Bitemporal and append-only: every look-up takes (key, effective date, cut-off), and answers for a
// cut-off in the past what it answered then. Belongs to the follower's thread, which changes it
// under the mutex; forks read it under the mutex.
struct Context {
  // Becomes a fork, as of the position: what is asserted from now on is known to the fork alone.
  // Must be empty; `live` must outlive it.
  void ForkFrom(const Context& live, base::Position at);

  OrganisationBook organisations;
  SupplierBook suppliers;
  GeographyBook geographies;
  PartnershipBook partnerships;
  InvestmentBook investments;
  MentionBook evidence;
  MentionBook baselines;
  Corrections corrections;
  mutable base::Mutex mutex;
};

// Whether the event says something that other events' facts depend on.
bool StatesContext(const InForceEvent& event);

// The event, as it stands, holds from `born` on. Does nothing for an event that states none.
void AssertContext(const InForceEvent& event, base::Position born, SymbolTable& symbols,
                   Context& context);
// The event, as it stood until now, no longer holds from `died` on.
void RetractContext(const InForceEvent& event, base::Position died, SymbolTable& symbols,
                    Context& context);

}  // namespace anchorledger::projections
