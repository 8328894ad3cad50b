#include "services/gateway/request_parser.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>

#include "services/gateway/limits.h"

namespace anchorledger::gateway {

namespace http = boost::beast::http;

namespace {

// A line that goes on in the next one is read in two ways by two servers; nobody sends it any more.
bool HasFoldedLine(std::string_view header) {
  return header.find("\r\n ") != std::string_view::npos ||
         header.find("\r\n\t") != std::string_view::npos;
}

// A name or an address, and a port. What it means is of no interest here; what has further parts of
// an address, or names two hosts, means different things to different servers.
bool IsHost(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return c <= 0x20 || c > 0x7e ||
           std::string_view("/\\@?#,\"<>").find(c) != std::string_view::npos;
  });
}

}  // namespace

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
  folded_ = false;
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
  folded_ = folded_ || HasFoldedLine(std::string_view(input).substr(0, used));
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
  return CheckHeader();
}

// Where two servers could disagree on where a request ends or whom it is for, it is refused: what
// the one takes for a body, the other would take for a request of somebody else.
RequestParser::State RequestParser::CheckHeader() {
  if (folded_) return Fail(400, "a header stands on one line\n");
  if (const auto coding = request_.Find("transfer-encoding"); coding.has_value()) {
    if (request_.Count("content-length") > 0) return Fail(400, "a body has one length\n");
    if (!request_.speaks_chunks) return Fail(400, "chunks need HTTP/1.1\n");
    if (request_.Count("transfer-encoding") > 1 || !EqualsIgnoreCase(*coding, "chunked")) {
      return Fail(501, "the only transfer coding is chunked\n");
    }
  }
  const size_t hosts = request_.Count("host");
  if (hosts > 1 || (hosts == 0 && request_.speaks_chunks)) {
    return Fail(400, "one Host header is needed\n");
  }
  if (!IsHost(request_.Get("host"))) return Fail(400, "Host must be a name and a port\n");
  return TakePath();
}

// A proxy may be asked by the whole address; for a server it says what Host says.
RequestParser::State RequestParser::TakePath() {
  std::string& target = request_.target;
  const size_t scheme = target.find("://");
  if (target.starts_with('/') || scheme == std::string::npos) return State::kHeaderDone;
  const size_t path = target.find_first_of("/?", scheme + 3);
  if (!EqualsIgnoreCase(target.substr(scheme + 3, path - scheme - 3), request_.Get("host"))) {
    return Fail(400, "the address and Host name two hosts\n");
  }
  target = path == std::string::npos ? "/" : target.substr(path);
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
    // Every body in chunks ends with at least so many bytes. To see the last chunk in smaller
    // pieces is a fault for Beast's parser, which ends a process that was built with assertions.
    if (parser.chunked() && input.size() < kLastChunk.size()) return State::kBody;
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
