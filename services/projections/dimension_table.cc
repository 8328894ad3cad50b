#include "services/projections/dimension_table.h"

namespace anchorledger::projections {

void PackDimensions(const Dimensions& dimensions, std::string& out) {
  PackVarint(dimensions.tenant, out);
  PackVarint(dimensions.anchor, out);
  PackVarint(dimensions.partnership, out);
  PackVarint(dimensions.partner, out);
  PackVarint(dimensions.geography, out);
  PackVarint(dimensions.class_mask, out);
  PackVarint(dimensions.flags, out);
  out.push_back(static_cast<char>(dimensions.phase));
  out.push_back(static_cast<char>(dimensions.strategy));
  out.push_back(static_cast<char>(dimensions.basis));
  PackText(dimensions.currency.code(), out);
}

Dimensions UnpackDimensions(Unpacker& bytes, base::Currency& recent) {
  Dimensions dimensions;
  dimensions.tenant = bytes.Varint32();
  dimensions.anchor = bytes.Varint32();
  dimensions.partnership = bytes.Varint32();
  dimensions.partner = bytes.Varint32();
  dimensions.geography = bytes.Varint32();
  dimensions.class_mask = bytes.Varint32();
  dimensions.flags = bytes.Varint32();
  dimensions.phase = bytes.Byte();
  dimensions.strategy = bytes.Byte();
  dimensions.basis = bytes.Byte();
  const std::string_view code = bytes.Text();
  if (code != recent.code()) recent = base::ParseCurrency(code).value_or(base::Currency());
  dimensions.currency = recent;
  return dimensions;
}

}  // namespace anchorledger::projections
