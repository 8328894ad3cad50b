#include "services/gateway/request_parser.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>

#include "services/gateway/limits.h"

namespace anchorledger::gateway {

namespace http = boost::beast::http;

struct RequestParser::Parser {
  Parser() {
    parser.eager(false);  // the header first
    parser.header_limit(static_cast<std::uint32_t>(kHeaderBytesMax));
    parser.body_limit(boost::none);  // decided when the header is known: AllowBody
  }
  http::request_parser<http::string_body> parser;
};

RequestParser::RequestParser() { Reset(); }
RequestParser::~RequestParser() = default;

void RequestParser::Reset() {
  parser_ = std::make_unique<Parser>();
  request_ = Request();
  refusal_ = Response();
}

RequestParser::State RequestParser::Fail(unsigned status, std::string_view text) {
  refusal_ = PlainText(status, text);
  refusal_.close = true;
  return State::kFailed;
}

RequestParser::State RequestParser::ReadHeader(std::string& input) {
  auto& parser = parser_->parser;
  boost::beast::error_code error;
  const size_t used = parser.put(boost::asio::buffer(input), error);
  input.erase(0, used);
  if (error == http::error::header_limit) return Fail(431, "the header is too large\n");
  if (error == http::error::need_more) {
    return input.size() > kHeaderBytesMax ? Fail(431, "the header is too large\n") : State::kHeader;
  }
  if (error == http::error::bad_version) return Fail(505, "only HTTP/1.1 is spoken here\n");
  if (error) return Fail(400, error.message() + '\n');
  if (!parser.is_header_done()) return State::kHeader;
  if (parser.get().target().size() > kTargetBytesMax) return Fail(414, "the address is too long\n");
  TakeHeader();
  if (request_.Count("content-length") > 0 && request_.Count("transfer-encoding") > 0) {
    return Fail(400, "a body has one length\n");
  }
  if (request_.speaks_chunks && request_.Count("host") != 1)
    return Fail(400, "one Host header is needed\n");
  return State::kHeaderDone;
}

void RequestParser::TakeHeader() {
  const auto& message = parser_->parser.get();
  request_.method = std::string(message.method_string());
  request_.target = std::string(message.target());
  for (const auto& field : message) {
    request_.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  }
  request_.keep_alive = message.keep_alive();
  request_.speaks_chunks = message.version() >= 11;
  request_.has_body = AnnouncedBodyBytes(1) > 0;
}

std::size_t RequestParser::AnnouncedBodyBytes(std::size_t bytes_max) const {
  const auto& parser = parser_->parser;
  if (parser.chunked()) return bytes_max;
  const auto length = parser.content_length();
  return length.has_value() ? static_cast<std::size_t>(*length) : 0;
}

bool RequestParser::ExpectsContinue() const {
  return EqualsIgnoreCase(request_.Get("expect"), "100-continue");
}

RequestParser::State RequestParser::AllowBody(std::size_t bytes_max) {
  if (AnnouncedBodyBytes(0) > bytes_max) return Fail(413, "the body is too large\n");
  parser_->parser.body_limit(bytes_max);
  parser_->parser.eager(true);
  return State::kBody;
}

RequestParser::State RequestParser::ReadBody(std::string& input) {
  auto& parser = parser_->parser;
  while (!parser.is_done()) {
    boost::beast::error_code error;
    const size_t used = parser.put(boost::asio::buffer(input), error);
    input.erase(0, used);
    if (error == http::error::body_limit) return Fail(413, "the body is too large\n");
    if (error == http::error::need_more) return State::kBody;
    if (error) return Fail(400, error.message() + '\n');
    if (used == 0 && !parser.is_done()) return State::kBody;
  }
  request_.body = std::move(parser.get().body());
  return State::kDone;
}

}  // namespace anchorledger::gateway
