// What is left of imports beside the ledger: lists of rows, and the state of dry runs.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anchorledger/api/v1/import.pb.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "proto/runtime/clock.h"

namespace anchorledger::importing {

// How long the lists of rows of an import are kept.
inline constexpr std::chrono::hours kImportResultRetention{30 * 24};

// A folder an import. They may be lost, or deleted after kImportResultRetention: imports, counts
// and totals are in the ledger. Threads: any.
class ImportResults {
 public:
  // `clock` must outlive the results.
  ImportResults(std::string folder, const runtime::Clock& clock)
      : folder_(std::move(folder)), clock_(clock) {}

  // The folder of an import, created when it is missing.
  base::StatusOr<std::string> FolderOf(const base::TenantId& tenant,
                                       std::string_view import_id) const;
  // The same, whether or not it exists.
  std::string PathOf(const base::TenantId& tenant, std::string_view import_id) const;
  // Where a list of rows lies, whether or not it exists.
  std::string ListPath(const base::TenantId& tenant, std::string_view import_id,
                       api::v1::RowList list) const;

  base::Status Save(const base::TenantId& tenant, const api::v1::Import& import) const;
  // Nothing when there is none, or it cannot be read any more.
  std::optional<api::v1::Import> Find(const base::TenantId& tenant,
                                      std::string_view import_id) const;
  std::vector<api::v1::Import> List(const base::TenantId& tenant) const;

  void RemoveExpired() const;

 private:
  const std::string folder_;
  const runtime::Clock& clock_;
};

}  // namespace anchorledger::importing
