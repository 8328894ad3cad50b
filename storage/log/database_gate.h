// Lets many use the database while one may take it away and put another in its place.
#pragma once

#include <memory>

#include "proto/base/mutex.h"
#include "storage/log/log_database.h"

namespace anchorledger::storage {

// After a disk was full the database is closed and opened again under the readers. The gate holds
// them back for that moment: new users wait, and the database is closed when the last one is gone.
// Threads: any use it, one closes and opens.
class DatabaseGate {
 public:
  // Keeps the database open for a scope. Must not be held while waiting for the log.
  class Use {
   public:
    explicit Use(DatabaseGate& gate) : gate_(gate), database_(gate.Enter()) {}
    ~Use() { gate_.Leave(); }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

    LogDatabase& operator*() const { return *database_; }
    // False when the database is closed for good, or could not be opened again yet.
    explicit operator bool() const { return database_ != nullptr; }

   private:
    DatabaseGate& gate_;
    LogDatabase* const database_;
  };

  explicit DatabaseGate(std::unique_ptr<LogDatabase> database);

  // Waits for all users and closes the database. Users that come now wait for Open.
  void Close();

  // Lets users in again: to `database`, or to nothing when it is null.
  void Open(std::unique_ptr<LogDatabase> database);

 private:
  LogDatabase* Enter();
  void Leave();

  base::Mutex mutex_;
  base::CondVar changed_;
  std::unique_ptr<LogDatabase> database_ ABSL_GUARDED_BY(mutex_);
  bool closing_ ABSL_GUARDED_BY(mutex_) = false;
  int users_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace anchorledger::storage
