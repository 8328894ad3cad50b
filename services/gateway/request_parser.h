// Bytes of a connection -> requests.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "services/gateway/http_message.h"

namespace anchorledger::gateway {

// Parses one HTTP/1.1 request at a time, step by step, so that a connection can decide on the
// header before it takes the body. Bounded: header and target by limits.h, the body by the caller.
// Strict: a request that another server could read in another way is refused.
// Used by one connection; not thread-safe.
class RequestParser {
 public:
  enum class State {
    kHeader,      // more bytes are needed to know the request
    kHeaderDone,  // head() is complete; the body was not looked at
    kBody,        // more bytes of the body are needed
    kDone,        // head() and its body are complete
    kFailed,      // the bytes are no request that we serve; refusal() says why
  };

  RequestParser();
  ~RequestParser();
  RequestParser(const RequestParser&) = delete;
  RequestParser& operator=(const RequestParser&) = delete;

  // Makes ready for the next request.
  void Reset();

  // Reads from `input` and removes what was read. In kHeader it stops after the header.
  State ReadHeader(std::string& input);
  // After kHeaderDone: how long the body may be. kFailed (413) when a longer one was announced.
  State AllowBody(std::size_t bytes_max);
  // After AllowBody, and again while it returns kBody. A longer body fails with 413.
  State ReadBody(std::string& input);

  // What was announced: 0 for none, `bytes_max` when it comes in chunks of unknown number.
  std::size_t AnnouncedBodyBytes(std::size_t bytes_max) const;
  // Whether the client waits for leave before it sends the body.
  bool ExpectsContinue() const;

  Request& request() { return request_; }
  const Response& refusal() const { return refusal_; }

 private:
  struct Parser;
  State Fail(unsigned status, std::string_view text);
  void TakeHeader();
  State CheckHeader();
  State TakePath();

  std::unique_ptr<Parser> parser_;
  Request request_;
  Response refusal_;
  bool folded_ = false;  // a line of the header goes on in the next one
};

}  // namespace anchorledger::gateway
