#include "services/links/report_link_service.h"

#include "anchorledger/api/v1/report_link.pb.h"
#include "services/links/link_handlers.h"

namespace anchorledger::links {
namespace {

namespace api = ::anchorledger::api::v1;

template <class Request, class Response>
void Add(rpc::GuardedService& service, std::string_view method, const ReportLinkParts& parts,
         base::Status (*handle)(const ReportLinkParts&, const rpc::Call&, const Request&,
                                Response&)) {
  service.Unary<Request, Response>(
      method, [parts, handle](const rpc::Call& call, const Request& request, Response& response) {
        return handle(parts, call, request, response);
      });
}

}  // namespace

std::unique_ptr<rpc::GuardedService> MakeReportLinkService(rpc::Guard& guard,
                                                           ReportLinkParts parts) {
  auto service =
      std::make_unique<rpc::GuardedService>("anchorledger.api.v1.ReportLinkService", guard);
  Add(*service, "CreateReportLink", parts, CreateReportLink);
  Add(*service, "ListReportLinks", parts, ListReportLinks);
  Add(*service, "RevokeReportLink", parts, RevokeReportLink);
  Add(*service, "GetLinkedReport", parts, GetLinkedReport);
  return service;
}

}  // namespace anchorledger::links
