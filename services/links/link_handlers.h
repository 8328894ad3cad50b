// The handlers of ReportLinkService.
#pragma once

#include "proto/base/status.h"
#include "services/links/report_link_service.h"
#include "services/rpc/call.h"

namespace anchorledger::api::v1 {
class CreateReportLinkRequest;
class CreateReportLinkResponse;
class GetLinkedReportRequest;
class GetLinkedReportResponse;
class ListReportLinksRequest;
class ListReportLinksResponse;
class RevokeReportLinkRequest;
class RevokeReportLinkResponse;
}  // namespace anchorledger::api::v1

namespace anchorledger::links {

base::Status CreateReportLink(const ReportLinkParts& parts, const rpc::Call& call,
                              const api::v1::CreateReportLinkRequest& request,
                              api::v1::CreateReportLinkResponse& response);
base::Status ListReportLinks(const ReportLinkParts& parts, const rpc::Call& call,
                             const api::v1::ListReportLinksRequest& request,
                             api::v1::ListReportLinksResponse& response);
base::Status RevokeReportLink(const ReportLinkParts& parts, const rpc::Call& call,
                              const api::v1::RevokeReportLinkRequest& request,
                              api::v1::RevokeReportLinkResponse& response);
base::Status GetLinkedReport(const ReportLinkParts& parts, const rpc::Call& call,
                             const api::v1::GetLinkedReportRequest& request,
                             api::v1::GetLinkedReportResponse& response);

}  // namespace anchorledger::links
