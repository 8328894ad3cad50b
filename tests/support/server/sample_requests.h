// Events for tests of the server: a small network of one anchor and its suppliers.
#pragma once

#include <string>

#include "anchorledger/api/v1/event.pb.h"

namespace anchorledger::testing {

// Each sets the payload and `any` or `no_stream` as its expected state, whichever an everyday
// client would choose. Dates lie in 2024.
api::v1::ProposedEvent AnchorEvent(const std::string& anchor_id);
api::v1::ProposedEvent PartnerEvent(const std::string& partner_id, const std::string& name);
api::v1::ProposedEvent SupplierEvent(const std::string& supplier_id);
// `anchor_id` may be empty: then the caller's organisation is meant.
api::v1::ProposedEvent PurchaseEvent(const std::string& purchase_id, const std::string& supplier_id,
                                     int64_t minor, const std::string& anchor_id = "");
api::v1::ProposedEvent ReversalEvent(const std::string& purchase_id, int64_t minor);
// A report of the year 2024 that the partner owes the anchor kAnchor (test_server.h).
api::v1::ProposedEvent ReportDueEvent(const std::string& report_id, const std::string& partner_id,
                                      const std::string& kind);

// A request of these events.
template <class... Events>
api::v1::AppendEventsRequest AppendRequest(const std::string& request_id, const Events&... events) {
  api::v1::AppendEventsRequest request;
  request.set_request_id(request_id);
  (void(*request.add_events() = events), ...);
  return request;
}

}  // namespace anchorledger::testing
