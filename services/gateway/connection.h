// One connection: requests in, responses out.
#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "proto/runtime/logging.h"
#include "services/gateway/byte_stream.h"
#include "services/gateway/generic_call.h"
#include "services/gateway/limits.h"
#include "services/gateway/request_parser.h"
#include "services/gateway/router.h"
#include "services/security/authenticator.h"
#include "services/telemetry/telemetry.h"

namespace anchorledger::gateway {

// What all connections share.
struct ConnectionParts {
  const Router& router;
  const SessionRoutes& sessions;
  GenericCaller& caller;
  security::Authenticator& authenticator;
  std::atomic<std::size_t>& body_bytes;                    // held for request bodies at this moment
  std::shared_ptr<std::atomic<std::int64_t>> connections;  // open at this moment
  telemetry::Counter& requests;
  telemetry::Counter& cut_off;  // closed because the client was too slow
  Transport transport;
  runtime::Logger logger;
  Times times;
};

// Three coroutines on one strand: one reads what arrives, also while a call is under way, and so
// learns that the client has gone, which cancels the call; one serves request after request; one
// watches the clock. There is no thread a connection and no lock. Nothing is read beyond
// kReadAheadBytes, and the next message of a stream is asked for when the one before was taken by
// the socket: what a slow client costs is one message.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  // `peer` is for the log. Parts must outlive the connection.
  Connection(asio::any_io_executor strand, std::unique_ptr<ByteStream> stream, std::string peer,
             bool from_this_machine, const ConnectionParts& parts);

  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Starts to serve; the coroutines keep the connection alive until all have ended.
  void Start();

  // Any thread. Serves what is under way and nothing more.
  void Drain();
  // Any thread. Ends at once; a call under way is cancelled and waited for.
  void Abort();

  // Any thread. Since when there is no request on it: its client thinks, sleeps, or sends a header
  // slowly. The latest time of all while there is one.
  std::chrono::steady_clock::time_point waiting_since() const { return waiting_since_.load(); }
  // Any thread. Ends it for another that wants its place.
  void GiveWay();

 private:
  using Clock = std::chrono::steady_clock;

  asio::awaitable<void> Run();
  asio::awaitable<void> ReadInput();
  asio::awaitable<void> WatchClock();

  asio::awaitable<bool> ServeOne();
  asio::awaitable<bool> ReadHeader();
  asio::awaitable<bool> ReadBody();
  asio::awaitable<bool> ServeRoute(const Route& route);
  asio::awaitable<bool> ServeUnary(const CallRoute& route);
  asio::awaitable<bool> ServeStream(const CallRoute& route);
  asio::awaitable<google::rpc::Status> Relay(OngoingStream& stream, const CallRoute& route);
  asio::awaitable<bool> Respond(Response response);
  asio::awaitable<bool> Refuse(Response refusal);
  asio::awaitable<bool> Write(std::string_view bytes);
  asio::awaitable<void> Linger();
  asio::awaitable<void> WaitForInput();

  void AddCommonHeaders(Response& response) const;
  CallRequest MakeCall(const CallRoute& route, std::string message) const;
  bool KeepsAlive() { return parser_.request().keep_alive && !draining_ && !input_ended_; }
  void SetDeadline(Clock::time_point deadline);
  void SetDeadlineIn(Clock::duration time) { SetDeadline(Clock::now() + time); }
  void CheckCredential();
  void Close();

  const asio::any_io_executor strand_;
  const std::unique_ptr<ByteStream> stream_;
  const std::string peer_;
  const bool from_this_machine_;
  const ConnectionParts& parts_;

  // What was read and not yet parsed.
  std::string input_;
  bool input_ended_ = false;
  asio::steady_timer input_changed_;  // cancelled to wake who waits
  asio::steady_timer input_wanted_;

  RequestParser parser_;
  std::atomic<Clock::time_point> waiting_since_ = Clock::now();
  bool draining_ = false;
  bool unread_ = false;  // the client may still be sending what nobody reads
  bool closed_ = false;

  // The call under way, and the credential of a stream, which is looked at from time to time.
  std::shared_ptr<OngoingCall> call_;
  std::string stream_authorization_;
  bool credential_ended_ = false;
  Clock::time_point next_check_ = Clock::time_point::max();

  asio::steady_timer clock_;
  Clock::time_point deadline_ = Clock::time_point::max();
};

}  // namespace anchorledger::gateway
