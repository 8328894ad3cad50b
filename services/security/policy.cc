#include "services/security/policy.h"

#include <algorithm>
#include <array>

namespace anchorledger::security {
namespace {

// Who records events. Which event type a role may record is decided with the event
// (domain::RoleMay), where its type is known.
constexpr RoleSet kRecorders = {Role::kFin, Role::kHr,  Role::kSc,   Role::kCb,  Role::kExec,
                                Role::kPar, Role::kRes, Role::kEval, Role::kStw, Role::kSys};
// Who reads. What of it they see is narrowed by the service that answers.
constexpr RoleSet kReaders = kRecorders;
// Who feeds ledgers in.
constexpr RoleSet kImporters = {Role::kFin, Role::kHr,  Role::kSc,
                                Role::kCb,  Role::kStw, Role::kSys};
constexpr RoleSet kOperators = {Role::kOperator};
constexpr RoleSet kEverybody = {Role::kFin,  Role::kHr,  Role::kSc,      Role::kCb,
                                Role::kExec, Role::kPar, Role::kRes,     Role::kEval,
                                Role::kStw,  Role::kSys, Role::kOperator};

// Who asks partners for reports, and may send one a link; the service asks whose report it is.
constexpr RoleSet kReportCallers = {Role::kFin,  Role::kHr,  Role::kSc,  Role::kCb,
                                    Role::kExec, Role::kPar, Role::kStw, Role::kSys};

// Who looks up where a report that came by a link comes from.
constexpr RoleSet kLinkReaders = {Role::kFin, Role::kHr,  Role::kSc,  Role::kCb,  Role::kExec,
                                  Role::kPar, Role::kStw, Role::kSys, Role::kEval};

constexpr bool kAudited = true;
constexpr bool kByLink = true;

constexpr std::array kRules = {
    MethodRule{"anchorledger.api.v1.AdminService/ConfirmClock", kOperators, kAudited},
    MethodRule{"anchorledger.api.v1.AdminService/CreateBackup", kOperators, kAudited},
    MethodRule{"anchorledger.api.v1.AdminService/CreateToken", kOperators, kAudited},
    MethodRule{"anchorledger.api.v1.AdminService/GetServerInfo", kEverybody},
    MethodRule{"anchorledger.api.v1.AdminService/ListProjections", kOperators},
    MethodRule{"anchorledger.api.v1.AdminService/ListTokens", kOperators, kAudited},
    MethodRule{"anchorledger.api.v1.AdminService/RebuildProjection", kOperators, kAudited},
    MethodRule{"anchorledger.api.v1.AdminService/RevokeToken", kOperators, kAudited},
    MethodRule{"anchorledger.api.v1.DirectoryService/GetAnchor", kReaders},
    MethodRule{"anchorledger.api.v1.DirectoryService/GetInvestment", kReaders},
    MethodRule{"anchorledger.api.v1.DirectoryService/GetPartner", kReaders},
    MethodRule{"anchorledger.api.v1.DirectoryService/GetPartnership", kReaders},
    MethodRule{"anchorledger.api.v1.DirectoryService/GetSupplier", kReaders},
    MethodRule{"anchorledger.api.v1.DirectoryService/ListAnchors", kReaders},
    MethodRule{"anchorledger.api.v1.DirectoryService/ListInvestments", kReaders},
    MethodRule{"anchorledger.api.v1.DirectoryService/ListPartners", kReaders},
    MethodRule{"anchorledger.api.v1.DirectoryService/ListPartnerships", kReaders},
    MethodRule{"anchorledger.api.v1.DirectoryService/ListSuppliers", kReaders},
    MethodRule{"anchorledger.api.v1.EventService/AppendEvents", kRecorders, !kAudited, kByLink},
    MethodRule{"anchorledger.api.v1.EventService/ListEvents", kReaders},
    MethodRule{"anchorledger.api.v1.EventService/WatchEvents", kReaders},
    MethodRule{"anchorledger.api.v1.ImportService/DownloadRejectedRows", kImporters},
    MethodRule{"anchorledger.api.v1.ImportService/GetImport", kImporters},
    MethodRule{"anchorledger.api.v1.ImportService/GetProfile", kImporters},
    MethodRule{"anchorledger.api.v1.ImportService/ListImports", kImporters},
    MethodRule{"anchorledger.api.v1.ImportService/ListMetricChanges", kImporters},
    MethodRule{"anchorledger.api.v1.ImportService/ListProfiles", kImporters},
    MethodRule{"anchorledger.api.v1.ImportService/ListRejectedRows", kImporters},
    MethodRule{"anchorledger.api.v1.ImportService/SaveProfile", kImporters, kAudited},
    MethodRule{"anchorledger.api.v1.ImportService/StartImport", kImporters, kAudited},
    MethodRule{"anchorledger.api.v1.ImportService/UndoImport", kImporters, kAudited},
    MethodRule{"anchorledger.api.v1.ImportService/UploadChunk", kImporters},
    MethodRule{"anchorledger.api.v1.ImportService/WatchImport", kImporters},
    MethodRule{"anchorledger.api.v1.MetricsService/ExplainMetric", kReaders},
    MethodRule{"anchorledger.api.v1.MetricsService/ListMetrics", kReaders},
    MethodRule{"anchorledger.api.v1.MetricsService/QueryMetrics", kReaders},
    MethodRule{"anchorledger.api.v1.MetricsService/WatchMetrics", kReaders},
    MethodRule{"anchorledger.api.v1.ReportLinkService/CreateReportLink", kReportCallers, kAudited},
    MethodRule{
        "anchorledger.api.v1.ReportLinkService/GetLinkedReport", {Role::kPar}, !kAudited, kByLink},
    MethodRule{"anchorledger.api.v1.ReportLinkService/ListReportLinks", kLinkReaders},
    MethodRule{"anchorledger.api.v1.ReportLinkService/RevokeReportLink", kReportCallers, kAudited},
};

constexpr bool MethodBefore(const MethodRule& a, const MethodRule& b) {
  return a.method < b.method;
}
static_assert(std::is_sorted(kRules.begin(), kRules.end(), MethodBefore),
              "the look-up is a binary search");

}  // namespace

std::span<const MethodRule> MethodRules() { return kRules; }

const MethodRule* FindMethodRule(std::string_view method) {
  const auto* found = std::lower_bound(kRules.begin(), kRules.end(),
                                       MethodRule{.method = method, .roles = {}}, MethodBefore);
  return found != kRules.end() && found->method == method ? found : nullptr;
}

}  // namespace anchorledger::security
