// Imports from text in a test: a ledger, a folder, a file, a profile.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/import/compiled_profile.h"
#include "services/import/import_run.h"
#include "services/import/row_list.h"
#include "tests/support/import/ledger_fixture.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::testing {

// The period of the import tests: the financial year 2020-21.
base::Period TestPeriod();

// A profile of tests/support/profiles, by the name of its file.
std::shared_ptr<const importing::CompiledProfile> TestProfile(const std::string& file_name);
// A profile that comes with the ledger, by its name.
std::shared_ptr<const importing::CompiledProfile> ReadyProfile(const std::string& name);
std::shared_ptr<const importing::CompiledProfile> CompiledFrom(std::string_view json);

class ImportFixture : public LedgerFixture {
 public:
  struct Options {
    bool dry_run = false;
    bool all_or_nothing = false;
    bool void_vanished = false;
    std::string import_id;  // empty: a new one
    std::optional<base::Period> period = TestPeriod();
    std::string late_reason;
    std::map<std::string, std::string> lookups;  // table -> text
    std::function<bool(const importing::RunProgress&)> stop_when;
  };

  // Imports a text, or a file by its path.
  base::StatusOr<importing::RunProgress> Import(
      const std::shared_ptr<const importing::CompiledProfile>& profile, const std::string& text,
      const Options& options);
  base::StatusOr<importing::RunProgress> Import(
      const std::shared_ptr<const importing::CompiledProfile>& profile, const std::string& text) {
    return Import(profile, text, {});
  }
  base::StatusOr<importing::RunProgress> ImportFile(
      const std::shared_ptr<const importing::CompiledProfile>& profile, const std::string& path,
      const Options& options);

  // The lists of the last import.
  std::vector<importing::NotedRow> Rejected() const { return List("/rejected.rows"); }
  std::vector<importing::NotedRow> Vanished() const { return List("/vanished.rows"); }
  std::vector<importing::NotedRow> Credits() const { return List("/credits.rows"); }
  // The columns of the list of vanished rows.
  std::vector<std::string> VanishedColumns() const;
  std::string last_import_id() const { return last_import_id_; }

  const TempFolder folder;

 private:
  importing::UploadedFile Write(const std::string& text);
  std::vector<importing::NotedRow> List(const std::string& name) const;

  int files_ = 0;
  int imports_ = 0;
  std::string last_import_id_;
  std::string result_folder_;
};

// "read created updated unchanged rejected", as in "3 2 0 0 1".
std::string Counts(const importing::RunProgress& progress);
std::string Counts(const base::StatusOr<importing::RunProgress>& progress);

}  // namespace anchorledger::testing
