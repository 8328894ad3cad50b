#include "services/import/text_decoder.h"

#include <catch2/catch.hpp>

namespace anchorledger::importing {
namespace {

bool Valid(std::string_view text, std::size_t piece) {
  Utf8Validator validator;
  for (std::size_t at = 0; at < text.size(); at += piece) validator.Update(text.substr(at, piece));
  return validator.valid();
}

TEST_CASE("UTF-8 is recognised whatever the pieces it comes in") {
  const std::size_t piece = GENERATE(1, 2, 3, 5, 100);
  CHECK(Valid("", piece));
  CHECK(Valid("plain text of some length, all ASCII", piece));
  CHECK(Valid("caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x8f\xa5 end", piece));
  CHECK_FALSE(Valid("caf\xe9 end of line", piece));
  CHECK_FALSE(Valid("cut off \xe2\x82", piece));
  CHECK_FALSE(Valid("\xc3\xa9\xa9", piece));
  CHECK_FALSE(Valid("\xff", piece));
}

TEST_CASE("UTF-16 is told by its byte order mark, and nothing else is taken for it") {
  CHECK(BeginsAsUtf16(std::string_view("\xff\xfeT\0", 4)));
  CHECK(BeginsAsUtf16(std::string_view("\xfe\xff\0T", 4)));
  CHECK(!BeginsAsUtf16("\xef\xbb\xbfTotal"));
  CHECK(!BeginsAsUtf16("\xffTotal"));
  CHECK(!BeginsAsUtf16(""));
}

TEST_CASE("every byte of Windows-1252 becomes one well-formed character") {
  for (int byte = 1; byte < 256; ++byte) {
    std::string text;
    AppendWindows1252(std::string(1, static_cast<char>(byte)), text);
    CHECK(Valid(text, 100));
    CHECK(text.size() == (byte < 0x80 ? 1U : text.size()));
  }
  std::string text;
  AppendWindows1252("\x80\x8e\x9f\xa3\xff", text);
  CHECK(text == "\xe2\x82\xac\xc5\xbd\xc5\xb8\xc2\xa3\xc3\xbf");
}

}  // namespace
}  // namespace anchorledger::importing
