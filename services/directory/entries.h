// The directory's entries, computed from the history of one stream each.
//
// An entry is what is in force of a stream's events now: amendments applied, voided events left
// out. A stream whose opening event was voided has no entry.
#pragma once

#include <optional>

#include "anchorledger/api/v1/directory.pb.h"
#include "services/domain/history.h"

namespace anchorledger::directory {

std::optional<api::v1::Anchor> AnchorEntry(const domain::History& history);
std::optional<api::v1::Partner> PartnerEntry(const domain::History& history);
std::optional<api::v1::Partnership> PartnershipEntry(const domain::History& history);
std::optional<api::v1::Supplier> SupplierEntry(const domain::History& history);
std::optional<api::v1::Investment> InvestmentEntry(const domain::History& history);

}  // namespace anchorledger::directory
