// Compiles the rules of a profile that make events.
#pragma once

#include <string>

#include "services/import/compiled_profile.h"
#include "services/import/profile_faults.h"
#include "services/import/source_compiler.h"

namespace anchorledger::api::v1 {
class EmitRule;
class FieldMapping;
class ImportProfile;
}  // namespace anchorledger::api::v1

namespace anchorledger::importing {

// Used while a profile is compiled, after its values, look-ups and identity.
class EmitCompiler {
 public:
  // Both must outlive the compiler.
  EmitCompiler(CompiledProfile& profile, ProfileFaults& faults)
      : profile_(profile), faults_(faults), sources_(profile, faults) {}

  // Adds all rules of `profile` and what goes with them, or notes why not.
  void Compile(const api::v1::ImportProfile& profile);

 private:
  void CompileEmit(const api::v1::EmitRule& rule, const std::string& path);
  void CompileField(const api::v1::FieldMapping& mapping, const std::string& path,
                    CompiledEmit& emit);
  void CheckEmit(const CompiledEmit& emit, const std::string& path);
  void CompilePairings(const api::v1::ImportProfile& profile);
  void CheckRowIds();

  CompiledProfile& profile_;
  ProfileFaults& faults_;
  SourceCompiler sources_;
};

}  // namespace anchorledger::importing
