#include "services/import/upload_spool.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "proto/base/limits.h"
#include "proto/base/time.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::importing {
namespace {

const base::TenantId kTenant("net-1");
constexpr std::string_view kId = "upload-0001";

class SpoolFixture {
 public:
  void Wait(std::chrono::hours time) { clock.Advance(std::chrono::microseconds(time).count()); }
  std::size_t FilesKept() const {
    std::size_t files = 0;
    if (!std::filesystem::exists(path_)) return 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path_)) {
      files += entry.is_regular_file() ? 1 : 0;
    }
    return files;
  }
  base::StatusOr<UploadProgress> Send(std::uint64_t offset, std::string_view data,
                                      std::uint64_t total, std::string_view id = kId) {
    return spool.Store(kTenant, {.upload_id = id,
                                 .offset = offset,
                                 .data = data,
                                 .total_bytes = total,
                                 .file_name = "ledger.csv"});
  }
  base::StatusOr<UploadProgress> Complete(const std::string& text, std::string_view id = kId) {
    const base::Sha256Digest digest = base::Sha256(text);
    return spool.Store(kTenant, {.upload_id = id,
                                 .offset = 0,
                                 .data = text,
                                 .total_bytes = text.size(),
                                 .sha256 = base::AsBytes(digest)});
  }

 private:
  testing::TempFolder folder_;
  const std::string path_ = folder_ / "spool";

 public:
  runtime::ManualClock clock{*base::ParseInstant("2024-06-01T12:00:00Z")};
  UploadSpool spool{path_, clock};
};

std::string TextOf(const UploadedFile& file) {
  std::ifstream stream(file.path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST_CASE("a file beyond the limit is refused at its first part, with its size, and not kept") {
  SpoolFixture fixture;
  const std::uint64_t size = base::kUploadBytesMax + 1;
  const auto refused = fixture.Send(0, "first part", size);
  CHECK_REASON(refused, kFieldInvalid);
  const auto violations = base::FieldViolationsOf(refused.status());
  REQUIRE(violations.size() == 1);
  CHECK(violations[0].field == "total_bytes");
  CHECK(violations[0].description.find(std::to_string(size)) != std::string::npos);
  CHECK(fixture.FilesKept() == 0);
  CHECK_OK(fixture.Send(0, "first part", base::kUploadBytesMax));
}

TEST_CASE("parts may be sent again or overlap, but leave no gap and not outgrow the file") {
  SpoolFixture fixture;
  CHECK(fixture.Send(0, "abcdef", 12)->stored_bytes == 6);
  CHECK(fixture.Send(0, "abcdef", 12)->stored_bytes == 6);   // the answer was lost
  CHECK(fixture.Send(3, "defghi", 12)->stored_bytes == 9);   // overlaps
  CHECK(fixture.Send(0, "ab", 12)->stored_bytes == 9);       // far behind
  CHECK_REASON(fixture.Send(10, "kl", 12), kFieldInvalid);   // a gap
  CHECK_REASON(fixture.Send(9, "jklm", 12), kFieldInvalid);  // beyond the file
  CHECK_REASON(fixture.Send(9, "jkl", 13), kFieldInvalid);   // another size
  CHECK(fixture.Send(9, "", 0)->stored_bytes == 9);          // only asks
  CHECK_REASON(fixture.spool.Find(kTenant, kId), kNotFound);
  CHECK(fixture.Complete("abcdefghijkl")->complete);
  CHECK(TextOf(*fixture.spool.Find(kTenant, kId)) == "abcdefghijkl");
}

TEST_CASE("a part is bounded, and a first part begins the file") {
  SpoolFixture fixture;
  CHECK_REASON(fixture.Send(5, "late", 9), kFieldInvalid);
  CHECK_REASON(fixture.Send(0, "no size", 0), kFieldInvalid);
  const std::string large(base::kUploadChunkBytesMax + 1, 'x');
  CHECK_REASON(fixture.Send(0, large, large.size()), kFieldInvalid);
  CHECK_REASON(fixture.Send(0, "x", 1, "../etc/passwd"), kFieldInvalid);
}

TEST_CASE("the wrong digest discards the file") {
  SpoolFixture fixture;
  CHECK_OK(fixture.Send(0, "abc", 3));
  CHECK_REASON(fixture.spool.Store(kTenant, {.upload_id = kId,
                                             .offset = 3,
                                             .total_bytes = 3,
                                             .sha256 = std::string_view("not 32 bytes")}),
               kFieldInvalid);
  CHECK(fixture.FilesKept() == 0);
}

TEST_CASE("a tenant has a quota of uploads and of bytes, and others have theirs") {
  SpoolFixture fixture;
  SECTION("uploads") {
    for (std::size_t at = 0; at < base::kUploadsPerTenantMax; ++at) {
      CHECK_OK(fixture.Send(0, "x", 2, "upload-" + std::to_string(1000 + at)));
    }
  }
  SECTION("bytes") {
    for (int at = 0; at < 4; ++at) {
      CHECK_OK(fixture.Send(0, "x", base::kUploadBytesMax, "upload-" + std::to_string(1000 + at)));
    }
  }
  const std::size_t kept = fixture.FilesKept();
  const auto refused = fixture.Send(0, "x", 2, "one-too-many");
  CHECK_REASON(refused, kQuotaExceeded);
  CHECK(base::MessageOf(refused.status()).find("72 hours") != std::string_view::npos);
  CHECK(fixture.FilesKept() == kept);
  CHECK_OK(fixture.spool.Store(base::TenantId("net-2"),
                               {.upload_id = "one-too-many", .data = "x", .total_bytes = 2}));
  // With time room comes back.
  fixture.Wait(std::chrono::hours(73));
  fixture.spool.RemoveExpired({});
  CHECK(fixture.FilesKept() == 0);
  CHECK_OK(fixture.Send(0, "x", 2, "one-too-many"));
}

TEST_CASE("an upload that an import uses is not deleted, however old it is") {
  SpoolFixture fixture;
  CHECK_OK(fixture.Complete("used", "upload-used"));
  CHECK_OK(fixture.Complete("idle", "upload-idle"));
  fixture.Wait(std::chrono::hours(73));
  const UploadedFile used = *fixture.spool.Find(kTenant, "upload-used");
  fixture.spool.RemoveExpired({used.path});
  CHECK(TextOf(used) == "used");
  CHECK_REASON(fixture.spool.Find(kTenant, "upload-idle"), kNotFound);
}

}  // namespace
}  // namespace anchorledger::importing
