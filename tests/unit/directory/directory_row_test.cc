#include "services/directory/directory_row.h"

#include <catch2/catch.hpp>

#include "anchorledger/api/v1/directory.pb.h"

namespace anchorledger::directory {
namespace {

TEST_CASE("a row gives back what was put into it") {
  api::v1::Supplier supplier;
  supplier.set_supplier_id("s-1");
  supplier.set_name("Laundry");
  const std::string row = EncodeRow({.visibility = 3, .recorder = "anchor-1"}, supplier);
  EntryAccess access;
  api::v1::Supplier read;
  REQUIRE(DecodeRow(row, &access, &read));
  CHECK(access.visibility == 3);
  CHECK(access.recorder == "anchor-1");
  CHECK(read.SerializeAsString() == supplier.SerializeAsString());
}

TEST_CASE("a row that ends early is noticed") {
  api::v1::Supplier supplier;
  supplier.set_supplier_id("s-1");
  const std::string row = EncodeRow({.visibility = 1, .recorder = "anchor-1"}, supplier);
  EntryAccess access;
  api::v1::Supplier read;
  for (std::size_t length = 0; length < 2 + access.recorder.size(); ++length) {
    CHECK_FALSE(DecodeRow(std::string_view(row).substr(0, length), &access, &read));
  }
  CHECK_FALSE(DecodeRow(std::string_view(row).substr(0, row.size() - 1), &access, &read));
}

TEST_CASE("streams are entries of their kind, others are none") {
  const auto partner = EntryOfStream("partner/p-1");
  REQUIRE(partner.has_value());
  CHECK(partner->kind == EntryKind::kPartner);
  CHECK(partner->id == "p-1");
  CHECK_FALSE(EntryOfStream("purchase/p-1").has_value());
  CHECK_FALSE(EntryOfStream("partner").has_value());
}

TEST_CASE("keys of one tenant and kind lie under its prefix, and no others do") {
  const std::string prefix = RowPrefix("net", EntryKind::kPartner);
  CHECK(RowKey("net", EntryKind::kPartner, "p-1").starts_with(prefix));
  CHECK_FALSE(RowKey("net", EntryKind::kPartnership, "p-1").starts_with(prefix));
  CHECK_FALSE(RowKey("net-2", EntryKind::kPartner, "p-1").starts_with(prefix));
}

}  // namespace
}  // namespace anchorledger::directory
