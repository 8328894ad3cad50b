#include "services/metrics/names.h"

#include <string_view>

#include "anchorledger/event/v1/enums.pb.h"
#include "services/metrics/query.h"

namespace anchorledger::metrics {
namespace {

namespace pb = ::anchorledger::event::v1;

std::string Shortened(const std::string& enumerator, std::string_view prefix) {
  if (enumerator.size() <= prefix.size()) return std::string(kNoKey);
  std::string name = enumerator.substr(prefix.size());
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return name;
}

}  // namespace

std::string PhaseName(std::uint32_t number) {
  if (number == 0) return std::string(kNoKey);
  return Shortened(pb::Phase_Name(static_cast<pb::Phase>(number)), "PHASE_");
}

std::string StrategyName(std::uint32_t number) {
  if (number == 0) return std::string(kNoKey);
  return Shortened(pb::Strategy_Name(static_cast<pb::Strategy>(number)), "STRATEGY_");
}

std::string SupplierClassName(std::uint32_t number) {
  if (number == 0) return std::string(kNoKey);
  return Shortened(pb::SupplierClass_Name(static_cast<pb::SupplierClass>(number)),
                   "SUPPLIER_CLASS_");
}

}  // namespace anchorledger::metrics
