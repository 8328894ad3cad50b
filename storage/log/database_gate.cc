#include "storage/log/database_gate.h"

#include <utility>

namespace anchorledger::storage {

DatabaseGate::DatabaseGate(std::unique_ptr<LogDatabase> database)
    : database_(std::move(database)) {}

void DatabaseGate::Close() {
  base::MutexLock lock(mutex_);
  closing_ = true;
  while (users_ > 0) changed_.Wait(mutex_);
  database_.reset();
}

void DatabaseGate::Open(std::unique_ptr<LogDatabase> database) {
  base::MutexLock lock(mutex_);
  database_ = std::move(database);
  closing_ = false;
  changed_.NotifyAll();
}

LogDatabase* DatabaseGate::Enter() {
  base::MutexLock lock(mutex_);
  while (closing_) changed_.Wait(mutex_);
  ++users_;
  return database_.get();
}

void DatabaseGate::Leave() {
  base::MutexLock lock(mutex_);
  --users_;
  if (users_ == 0) changed_.NotifyAll();
}

}  // namespace anchorledger::storage
