// A small HTTP/1.1 client that hides nothing: tests send the bytes they want and see what comes.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anchorledger::testing {

struct HttpAnswer {
  int status = 0;                              // 0: none came
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  std::string Header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
  }
};

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

// One connection to 127.0.0.1. Blocking; each wait ends after 20 seconds at most, as if the server
// had closed.
class HttpConnection {
 public:
  explicit HttpConnection(int port);
  ~HttpConnection();
  HttpConnection(HttpConnection&& other) noexcept;
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;

  // A whole request and its whole answer; the body may come in chunks.
  HttpAnswer Send(std::string_view method, std::string_view target, const HttpHeaders& headers = {},
                  std::string_view body = {});

  // In steps. `bytes` as they are.
  void Write(std::string_view bytes);
  void WriteRequest(std::string_view method, std::string_view target, const HttpHeaders& headers,
                    std::string_view body);
  HttpAnswer ReadHead();
  std::string ReadBody(const HttpAnswer& head);
  // The next chunk; empty at the end of the body, or of the connection.
  std::string ReadChunk();
  // The next frame of a stream (proto/connect): flags and payload; nothing at the end.
  struct Frame {
    int flags = 0;
    std::string payload;
  };
  std::optional<Frame> ReadFrame();

  // Whether the server closed, after whatever is unread.
  bool IsClosedByServer();
  void Close();
  void SetReceiveBuffer(int bytes);

 private:
  bool Fill();
  std::string Take(std::size_t bytes);
  std::string TakeLine();

  int socket_ = -1;
  std::string input_;
  std::string frames_;  // of chunks that were read
};

// "\0" and a length before the message, as streams want it.
std::string ConnectFrame(std::string_view message);

}  // namespace anchorledger::testing
