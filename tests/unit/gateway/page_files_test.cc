#include "services/gateway/page_files.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "services/gateway/security_headers.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::gateway {
namespace {

std::string Find(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

struct Site {
  Site() {
    Write("site/index.html", "<!doctype html>one");
    Write("site/assets/app-B1x9_Qz4.js", "script");
    Write("site/assets/app-B1x9_Qz4.js.br", "brotli");
    Write("site/assets/app-B1x9_Qz4.js.gz", "gzip");
    Write("site/icon.svg", "<svg/>");
    Write("site/.hidden/secret.txt", "secret");
    Write("secret.txt", "secret");
    std::filesystem::create_symlink(folder.path() / "secret.txt", folder.path() / "site/link.txt");
    auto opened = PageFiles::Open(folder / "site", runtime::Logger());
    REQUIRE_OK(opened);
    files = *std::move(opened);
  }
  void Write(const std::string& name, const std::string& content) const {
    const std::filesystem::path path = folder.path() / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << content;
  }
  Response Get(const std::string& target, std::vector<Header> headers = {}) const {
    return files->Get(
        {.method = "GET", .target = target, .headers = std::move(headers), .body = {}});
  }
  testing::TempFolder folder;
  std::unique_ptr<PageFiles> files;
};

TEST_CASE("names with a digest in the folder of assets are kept for ever, others are not") {
  CHECK(IsHashedAsset("/assets/index-B1x9_Qz4.js"));
  CHECK(IsHashedAsset("/assets/source-sans-3-latin-DgSuMs1y.woff2"));
  CHECK_FALSE(IsHashedAsset("/index-B1x9_Qz4.js"));
  CHECK_FALSE(IsHashedAsset("/assets/index.js"));
  CHECK_FALSE(IsHashedAsset("/assets/short-B1x9.js"));
  CHECK_FALSE(IsHashedAsset("/assets/-B1x9_Q.js"));
  CHECK_FALSE(IsHashedAsset("/assets/"));

  const Site site;
  CHECK(Find(site.Get("/assets/app-B1x9_Qz4.js"), "Cache-Control") ==
        "public, max-age=31536000, immutable");
  CHECK(Find(site.Get("/"), "Cache-Control") == "no-cache");
  CHECK(Find(site.Get("/icon.svg"), "Cache-Control") == "no-cache");
}

TEST_CASE("an address of the application is answered with its page, a missing file is not") {
  const Site site;
  for (const char* page : {"/", "/index.html", "/explore", "/partnerships/a-1?tab=money"}) {
    const Response response = site.Get(page);
    CHECK(response.status == 200);
    CHECK(response.content() == "<!doctype html>one");
    CHECK(Find(response, "Content-Security-Policy") == kPagePolicy);
  }
  CHECK(site.Get("/events/v1.5", {{"Accept", "text/html,*/*"}}).status == 200);
  CHECK(site.Get("/missing.js").status == 404);
  CHECK(site.Get("/assets/gone-12345678.js", {{"Accept", "text/html"}}).status == 404);
}

TEST_CASE("nothing outside of the folder is served, nor hidden files, nor links") {
  const Site site;
  for (const char* target : {"/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt",
                             "//secret.txt", "/..%2fsecret.txt", "/.hidden/secret.txt", "/link.txt",
                             "/site/../../secret.txt", "/assets/..%5c..%5csecret.txt"}) {
    INFO(target);
    const Response response = site.Get(target);
    CHECK(response.status == 404);
    CHECK(response.content().find("secret") == std::string_view::npos);
  }
  CHECK(site.Get("/%zz").status == 400);
}

TEST_CASE("compressed forms are sent to who takes them") {
  const Site site;
  const std::string asset = "/assets/app-B1x9_Qz4.js";
  Response response = site.Get(asset, {{"Accept-Encoding", "gzip, deflate, br"}});
  CHECK(response.content() == "brotli");
  CHECK(Find(response, "Content-Encoding") == "br");
  CHECK(Find(response, "Vary") == "Accept-Encoding");
  CHECK(Find(response, "Content-Type") == "text/javascript; charset=utf-8");
  response = site.Get(asset, {{"Accept-Encoding", "gzip;q=0.5, br;q=0"}});
  CHECK(response.content() == "gzip");
  response = site.Get(asset);
  CHECK(response.content() == "script");
  CHECK(Find(response, "Content-Encoding").empty());
}

TEST_CASE("what a browser has already is not sent again, and each form has a tag of its own") {
  const Site site;
  const std::string plain = Find(site.Get("/"), "ETag");
  const Response again = site.Get("/", {{"If-None-Match", plain}});
  CHECK(again.status == 304);
  CHECK(again.content().empty());
  CHECK(site.Get("/", {{"If-None-Match", "\"x\", W/" + plain}}).status == 304);
  CHECK(site.Get("/", {{"If-None-Match", "*"}}).status == 304);
  CHECK(site.Get("/", {{"If-None-Match", "\"x\""}}).status == 200);
  const std::string asset = "/assets/app-B1x9_Qz4.js";
  CHECK(Find(site.Get(asset), "ETag") !=
        Find(site.Get(asset, {{"Accept-Encoding", "br"}}), "ETag"));
}

TEST_CASE("a new build is served without a restart") {
  const Site site;
  site.Write("site/assets/app-NewOne99.js", "new script");
  CHECK(site.Get("/assets/app-NewOne99.js").status == 404);
  site.Write("site/index.new", "<!doctype html>two");
  std::filesystem::rename(site.folder.path() / "site/index.new",
                          site.folder.path() / "site/index.html");
  CHECK(site.Get("/").content() == "<!doctype html>two");
  CHECK(site.Get("/assets/app-NewOne99.js").status == 200);
}

TEST_CASE("a folder without an index.html has no pages") {
  const testing::TempFolder empty;
  CHECK_REASON(PageFiles::Open(empty.path().string(), runtime::Logger()), kNotFound);
}

TEST_CASE("a coding is taken when it is named without a weight of zero") {
  CHECK(AcceptsCoding("gzip", "gzip"));
  CHECK(AcceptsCoding("deflate , GZIP;q=0.1", "gzip"));
  CHECK_FALSE(AcceptsCoding("gzip;q=0", "gzip"));
  CHECK_FALSE(AcceptsCoding("gzip;q=0.000", "gzip"));
  CHECK_FALSE(AcceptsCoding("x-gzip, br", "gzip"));
  CHECK_FALSE(AcceptsCoding("", "gzip"));
}

}  // namespace
}  // namespace anchorledger::gateway
