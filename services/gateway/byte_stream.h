// A connection's bytes, in the clear or over TLS, behind one interface: what reads and writes
// requests is compiled once.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace anchorledger::gateway {

namespace asio = boost::asio;

// How a read or a write ended; an end of file is an error.
struct Transferred {
  boost::system::error_code error;
  std::size_t bytes = 0;
};

// One read and one write may be under way at a time. All by the strand of the socket.
class ByteStream {
 public:
  virtual ~ByteStream() = default;

  // Before the first byte. False when the other side is not to be talked to.
  virtual asio::awaitable<bool> Handshake() = 0;
  virtual asio::awaitable<Transferred> ReadSome(std::span<char> buffer) = 0;
  virtual asio::awaitable<Transferred> WriteSome(std::string_view bytes) = 0;
  // Says that nothing more will be written; what the other side still sends can be read.
  virtual asio::awaitable<void> EndWriting() = 0;
  // At once; reads and writes under way end with an error.
  virtual void Close() = 0;
};

std::unique_ptr<ByteStream> MakePlainStream(asio::ip::tcp::socket socket);
// The context must outlive the stream.
std::unique_ptr<ByteStream> MakeTlsStream(asio::ip::tcp::socket socket,
                                          asio::ssl::context& context);

}  // namespace anchorledger::gateway
