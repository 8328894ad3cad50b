#include "services/gateway/answer_coding.h"

#include <zlib.h>

#include <catch2/catch.hpp>
#include <string>

#include "services/gateway/limits.h"

namespace anchorledger::gateway {
namespace {

std::string Words(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += "{\"metricId\": \"H-01\", \"edition\": 1}, ";
  text.resize(bytes);
  return text;
}

// Bytes without a pattern, the same each time.
std::string Noise(std::size_t bytes) {
  std::string noise;
  for (std::uint32_t state = 1; noise.size() < bytes;) {
    state = state * 1'664'525U + 1'013'904'223U;
    noise += static_cast<char>(state >> 24U);
  }
  return noise;
}

std::string Unpack(const std::string& packed) {
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  std::string text(kPackedBytesMax, '\0');
  std::string input = packed;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

Response Answer(std::string body) {
  Response response;
  response.body = std::move(body);
  return response;
}

bool Has(const Response& response, const Header& wanted) {
  for (const Header& header : response.headers) {
    if (header == wanted) return true;
  }
  return false;
}

const Header kGzipped = {"Content-Encoding", "gzip"};
const Header kVaries = {"Vary", "Accept-Encoding"};

TEST_CASE("an answer is packed for who takes gzip, and is the same when it is unpacked") {
  for (const std::size_t bytes : {kPackedBytesMin, std::size_t{20'000}, kPackedBytesMax}) {
    Response response = Answer(Words(bytes));
    PackAnswer("gzip, deflate, br, zstd", response);
    CHECK(Has(response, kGzipped));
    CHECK(Has(response, kVaries));
    CHECK(response.body.size() < bytes / 2);
    CHECK(Unpack(response.body) == Words(bytes));
  }
}

TEST_CASE("an answer is sent as it is to who does not name gzip, and says that it may differ") {
  for (const std::string_view accepted : {"", "br", "identity", "gzip;q=0", "x-gzipped"}) {
    Response response = Answer(Words(20'000));
    PackAnswer(accepted, response);
    CHECK_FALSE(Has(response, kGzipped));
    CHECK(Has(response, kVaries));
    CHECK(response.body == Words(20'000));
  }
}

TEST_CASE("what is too small, too large or has no pattern is not packed") {
  for (const std::string& body :
       {std::string(), Words(kPackedBytesMin - 1), Words(kPackedBytesMax + 1), Noise(20'000)}) {
    Response response = Answer(body);
    PackAnswer("gzip", response);
    CHECK_FALSE(Has(response, kGzipped));
    CHECK(response.body == body);
  }
}

}  // namespace
}  // namespace anchorledger::gateway
