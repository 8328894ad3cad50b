// Compiles the parts of a profile that say where values come from.
#pragma once

#include <cstddef>
#include <string>

#include "services/import/compiled_profile.h"
#include "services/import/profile_faults.h"

namespace anchorledger::api::v1 {
class DerivedId;
class LookupSource;
class RowCondition;
class ValueSource;
}  // namespace anchorledger::api::v1

namespace anchorledger::importing {

// Used while a profile is compiled, after its look-up tables. Every function notes what is wrong
// and returns something harmless.
class SourceCompiler {
 public:
  // Both must outlive the compiler.
  SourceCompiler(CompiledProfile& profile, ProfileFaults& faults)
      : profile_(profile), faults_(faults) {}

  CompiledSource CompileSource(const api::v1::ValueSource& source, const std::string& path);
  CompiledCondition CompileCondition(const api::v1::RowCondition& condition,
                                     const std::string& path);
  // The number of a column that the profile names, given out at its first use.
  std::size_t ColumnNumber(const std::string& name, const std::string& path);
  // The currency of a code; none for an empty one.
  base::Currency CompileCurrency(const std::string& code, const std::string& path);

 private:
  void CompileLookupSource(const api::v1::LookupSource& lookup, const std::string& path,
                           CompiledSource& result);
  void CompileDerivedId(const api::v1::DerivedId& id, const std::string& path,
                        CompiledSource& result);
  void CompileParameter(const std::string& name, const std::string& path, CompiledSource& result);
  void CompileWords(const api::v1::ValueSource& source, const std::string& path,
                    CompiledSource& result);

  CompiledProfile& profile_;
  ProfileFaults& faults_;
};

}  // namespace anchorledger::importing
