#include <catch2/catch.hpp>

#include "anchorledger/api/v1/event.pb.h"
#include "services/rpc/paging.h"
#include "services/rpc/token_sealer.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::rpc {
namespace {

const TokenSealer kSealer{std::string(TokenSealer::kKeyBytes, 'k')};

TEST_CASE("what was sealed opens again, for its purpose and under its key") {
  const std::string content("cursor\0with bytes\xff", 18);
  const std::string token = kSealer.Seal("list", content);
  const auto opened = kSealer.Open("list", token);
  REQUIRE_OK(opened);
  CHECK(*opened == content);
  CHECK_REASON(kSealer.Open("watch", token), kPageTokenInvalid);
  const TokenSealer other(std::string(TokenSealer::kKeyBytes, 'x'));
  CHECK_REASON(other.Open("list", token), kPageTokenInvalid);
}

TEST_CASE("a token of another version of the server opens as long as the key is the same") {
  CHECK_OK(kSealer.Open("list", "Y3Vyc29yDFPQ2NpGGlGLTRLWus9KIw"));
}

TEST_CASE("a token with any one character changed is refused") {
  const std::string token = kSealer.Seal("list", "cursor");
  for (size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    INFO("character " << i);
    CHECK_REASON(kSealer.Open("list", changed), kPageTokenInvalid);
  }
}

TEST_CASE("a token is written in one way only") {
  const TokenSealer sealer(std::string(TokenSealer::kKeyBytes, 'k'));
  for (const char* content : {"", "a", "ab", "abc"}) {
    const std::string token = sealer.Seal("pages", content);
    CAPTURE(token);
    REQUIRE(sealer.Open("pages", token).ok());
    CHECK_FALSE(sealer.Open("pages", token + "=").ok());
    CHECK_FALSE(sealer.Open("pages", token + "\n").ok());
    CHECK_FALSE(sealer.Open("pages", " " + token).ok());
  }
}

TEST_CASE("purpose and content cannot be shifted against each other") {
  const std::string token = kSealer.Seal("ab", "c");
  CHECK_REASON(kSealer.Open("a", token), kPageTokenInvalid);
}

TEST_CASE("garbage is refused and not read") {
  CHECK_REASON(kSealer.Open("list", ""), kPageTokenInvalid);
  CHECK_REASON(kSealer.Open("list", "%%%"), kPageTokenInvalid);
  CHECK_REASON(kSealer.Open("list", "AAAA"), kPageTokenInvalid);
  CHECK_REASON(kSealer.Open("list", std::string(1 << 20, 'A')), kPageTokenInvalid);
}

TEST_CASE("a page token holds for the next page of the same list only") {
  api::v1::ListEventsRequest request;
  request.mutable_filter()->set_stream("anchor/a");
  request.set_page_size(10);
  const std::string token = SealPage(kSealer, request, "here");

  SECTION("the size of the page may change") {
    request.set_page_size(500);
    request.set_page_token(token);
    const auto cursor = OpenPage(kSealer, request, token);
    REQUIRE_OK(cursor);
    CHECK(*cursor == "here");
  }
  SECTION("the filter may not") {
    request.mutable_filter()->set_stream("anchor/b");
    CHECK_REASON(OpenPage(kSealer, request, token), kPageTokenInvalid);
  }
  SECTION("neither may the order") {
    request.set_order(api::v1::LIST_ORDER_BACKWARDS);
    CHECK_REASON(OpenPage(kSealer, request, token), kPageTokenInvalid);
  }
}

TEST_CASE("page sizes are defaulted, lowered, or refused") {
  CHECK(*PageSize(0) == 100);
  CHECK(*PageSize(1) == 1);
  CHECK(*PageSize(1'000) == 1'000);
  CHECK(*PageSize(2'000'000'000) == 1'000);
  CHECK_REASON(PageSize(-1), kFieldInvalid);
}

}  // namespace
}  // namespace anchorledger::rpc
