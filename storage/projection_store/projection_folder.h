// Which projection store is in use, and the one that is built beside it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "proto/base/status.h"
#include "storage/projection_store/projection_store.h"

namespace anchorledger::storage {

// A folder with one store in a sub-folder of its own and, while a rebuild runs, a second one. The
// file CURRENT names the one in use; replacing it at once is the swap.
//   folder/CURRENT      "000001\n"
//   folder/000001/      the store in use
//   folder/000002/      being built, or left over and removed by the next Prepare
// Not thread-safe: belongs to whoever owns the projections.
class ProjectionFolder {
 public:
  struct Options {
    std::string folder;  // created when missing; its parent must exist
    std::string identity;
    rocksdb::Env* env = nullptr;
    runtime::Logger log;
    size_t block_cache_bytes = 64U << 20;
  };

  static base::StatusOr<std::unique_ptr<ProjectionFolder>> Open(Options options);

  // The store in use, with the errors of ProjectionStore::Open; NOT_FOUND when there is none yet.
  base::StatusOr<std::unique_ptr<ProjectionStore>> OpenCurrent() const;

  // A new, empty store beside the one in use. What an earlier rebuild left over is removed.
  base::StatusOr<std::unique_ptr<ProjectionStore>> CreateNext() const;

  // Makes `next` (from CreateNext) the one in use, durably. Ends its bulk mode. The store that was
  // in use stays open and readable where it is; RemoveWhenReleased takes its files away.
  base::Status SwapTo(ProjectionStore& next) const;

 private:
  explicit ProjectionFolder(Options options);
  // The name of the sub-folder in use; empty when there is none.
  base::StatusOr<std::string> CurrentName() const;
  ProjectionStoreOptions OptionsFor(std::string_view name) const;

  const Options options_;
};

}  // namespace anchorledger::storage
