#include "services/gateway/connection.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <utility>
#include <vector>

#include "proto/wire/status_wire.h"
#include "services/gateway/answer_coding.h"
#include "services/gateway/connect_error.h"
#include "services/gateway/limits.h"
#include "services/gateway/message_codec.h"
#include "services/gateway/security_headers.h"

namespace anchorledger::gateway {
namespace {

using std::chrono::steady_clock;
using std::chrono::system_clock;

constexpr auto kNever = steady_clock::time_point::max();
constexpr std::size_t kSmallReadBytes = 2U << 10;

// Waits until the timer is cancelled: a condition variable for coroutines of one strand.
asio::awaitable<void> WaitFor(asio::steady_timer& timer) {
  timer.expires_at(kNever);
  co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
}

// Calls `start` with a callback and waits for it on this strand. The callback may come from any
// thread, and must come.
template <class Result, class Start>
asio::awaitable<Result> AwaitCallback(asio::any_io_executor strand, Start start) {
  auto initiate = [&strand, &start](auto handler) {
    auto shared = std::make_shared<decltype(handler)>(std::move(handler));
    start([strand, shared](Result result) {
      auto boxed = std::make_shared<Result>(std::move(result));
      asio::post(strand, [shared, boxed] { std::move (*shared)(std::move(*boxed)); });
    });
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Result)>(
      initiate, asio::use_awaitable);
}

// Room for a body among all bodies; given back when destroyed.
class BodyRoom {
 public:
  BodyRoom(std::atomic<std::size_t>& held, std::size_t bytes) : held_(held), bytes_(bytes) {
    fits_ = held_.fetch_add(bytes_) + bytes_ <= kBodiesBytesMax;
  }
  ~BodyRoom() { held_.fetch_sub(bytes_); }
  BodyRoom(const BodyRoom&) = delete;
  BodyRoom& operator=(const BodyRoom&) = delete;
  bool fits() const { return fits_; }

 private:
  std::atomic<std::size_t>& held_;
  const std::size_t bytes_;
  bool fits_ = false;
};

base::Status NoRoom() {
  return base::WithRetryDelay(
      base::MakeError(base::ErrorReason::kQueueFull, "too many requests are being received"),
      base::kQueueFullRetryDelay);
}

}  // namespace

Connection::Connection(asio::any_io_executor strand, std::unique_ptr<ByteStream> stream,
                       std::string peer, bool from_this_machine, const ConnectionParts& parts)
    : strand_(std::move(strand)),
      stream_(std::move(stream)),
      peer_(std::move(peer)),
      from_this_machine_(from_this_machine),
      parts_(parts),
      input_changed_(strand_),
      input_wanted_(strand_),
      clock_(strand_) {
  parts_.connections->fetch_add(1);
}

Connection::~Connection() { parts_.connections->fetch_sub(1); }

void Connection::Start() {
  const auto report = [self = shared_from_this()](const std::exception_ptr& exception) {
    if (exception == nullptr) return;
    self->Close();
    try {
      std::rethrow_exception(exception);
    } catch (const std::exception& error) {
      self->parts_.logger.Error("connection failed",
                                {{"peer", self->peer_}, {"reason", error.what()}});
    }
  };
  asio::co_spawn(strand_, Run(), report);
  asio::co_spawn(strand_, WatchClock(), report);
}

void Connection::Drain() {
  asio::post(strand_, [self = shared_from_this()] {
    self->draining_ = true;
    self->input_changed_.cancel();
  });
}

void Connection::Abort() {
  asio::post(strand_, [self = shared_from_this()] { self->Close(); });
}

void Connection::GiveWay() {
  waiting_since_ = kNever;  // nobody else need choose it
  parts_.cut_off.Add();
  Abort();
}

void Connection::Close() {
  if (closed_) return;
  closed_ = true;
  input_ended_ = true;
  stream_->Close();
  if (call_ != nullptr) call_->Cancel();
  input_changed_.cancel();
  input_wanted_.cancel();
  clock_.cancel();
}

void Connection::SetDeadline(Clock::time_point deadline) {
  const bool sooner = deadline < deadline_;
  deadline_ = deadline;
  if (sooner) clock_.cancel();  // a later one is seen when the clock wakes
}

asio::awaitable<void> Connection::WatchClock() {
  const auto self = shared_from_this();
  while (!closed_) {
    clock_.expires_at(std::min(deadline_, next_check_));
    co_await clock_.async_wait(asio::as_tuple(asio::use_awaitable));
    const auto now = Clock::now();
    if (now >= deadline_ && !closed_) {
      parts_.cut_off.Add();
      Close();
    }
    if (now >= next_check_) CheckCredential();
  }
}

// A stream may last for days; the right to it may not.
void Connection::CheckCredential() {
  next_check_ = Clock::now() + parts_.times.credential_check_every;
  if (call_ != nullptr && !parts_.authenticator.Authenticate(stream_authorization_).ok()) {
    credential_ended_ = true;
    call_->Cancel();
  }
}

asio::awaitable<void> Connection::ReadInput() {
  const auto self = shared_from_this();
  std::vector<char> buffer;
  while (!closed_) {
    while (input_.size() >= kReadAheadBytes && !closed_) co_await WaitFor(input_wanted_);
    // Large reads for who waits for a body, small ones for the many that wait for nothing.
    buffer.resize(call_ == nullptr && !input_.empty() ? kReadChunkBytes : kSmallReadBytes);
    const Transferred read = co_await stream_->ReadSome(buffer);
    if (read.error) break;
    input_.append(buffer.data(), read.bytes);
    input_changed_.cancel();
  }
  input_ended_ = true;
  if (call_ != nullptr) call_->Cancel();  // nobody is left to answer to
  input_changed_.cancel();
}

asio::awaitable<void> Connection::WaitForInput() {
  input_wanted_.cancel();
  co_await WaitFor(input_changed_);
}

asio::awaitable<void> Connection::Run() {
  const auto self = shared_from_this();
  SetDeadlineIn(parts_.times.handshake_max);
  if (co_await stream_->Handshake()) {
    asio::co_spawn(strand_, ReadInput(), [self](const std::exception_ptr& exception) {
      if (exception != nullptr) self->Close();
    });
    while (co_await ServeOne()) {
    }
    if (unread_) co_await Linger();
  }
  Close();
}

// Lets the client read the last answer: closing with unread input would take it away.
asio::awaitable<void> Connection::Linger() {
  SetDeadlineIn(parts_.times.linger_max);
  co_await stream_->EndWriting();
  while (!input_ended_) {
    input_.clear();
    co_await WaitForInput();
  }
}

asio::awaitable<bool> Connection::ServeOne() {
  parser_.Reset();
  if (!co_await ReadHeader()) co_return false;
  parts_.requests.Add();
  const Route route = parts_.router.Find(parser_.request(), from_this_machine_);
  if (route.kind == Route::Kind::kAnswer) {
    Response answer = route.answer;
    unread_ = parser_.request().has_body;
    answer.close = answer.close || unread_;
    co_return co_await Respond(std::move(answer));
  }
  if (parser_.AllowBody(route.body_bytes_max) == RequestParser::State::kFailed) {
    co_return co_await Refuse(parser_.refusal());
  }
  const BodyRoom room(parts_.body_bytes, parser_.AnnouncedBodyBytes(route.body_bytes_max));
  if (!room.fits()) {
    co_return co_await Refuse(RefuseCall(route.call.format, NoRoom()));
  }
  if (!co_await ReadBody()) co_return false;
  co_return co_await ServeRoute(route);
}

// Answers a request that was not read to its end; nothing can follow on this connection.
asio::awaitable<bool> Connection::Refuse(Response refusal) {
  refusal.close = true;
  unread_ = true;
  co_return co_await Respond(std::move(refusal));
}

asio::awaitable<bool> Connection::ReadHeader() {
  waiting_since_ = Clock::now();
  SetDeadlineIn(parts_.times.idle_max);
  while (input_.empty()) {
    if (input_ended_ || draining_) co_return false;
    co_await WaitForInput();
  }
  SetDeadlineIn(parts_.times.header_max);
  while (true) {
    switch (parser_.ReadHeader(input_)) {
      case RequestParser::State::kHeaderDone:
        waiting_since_ = kNever;
        co_return true;
      case RequestParser::State::kHeader:
        if (input_ended_) co_return false;
        co_await WaitForInput();
        break;
      default:
        co_return co_await Refuse(parser_.refusal());
    }
  }
}

asio::awaitable<bool> Connection::ReadBody() {
  const auto latest = Clock::now() + parts_.times.body_max;
  if (parser_.ExpectsContinue()) {
    if (!co_await Write("HTTP/1.1 100 Continue\r\n\r\n")) co_return false;
  }
  auto state = parser_.ReadBody(input_);
  while (state == RequestParser::State::kBody) {
    if (input_ended_) co_return false;
    SetDeadline(std::min(latest, Clock::now() + parts_.times.body_stall_max));
    co_await WaitForInput();
    state = parser_.ReadBody(input_);
  }
  if (state == RequestParser::State::kDone) co_return true;
  co_return co_await Refuse(parser_.refusal());
}

asio::awaitable<bool> Connection::ServeRoute(const Route& route) {
  if (route.kind == Route::Kind::kSession) {
    co_return co_await Respond(parts_.sessions.Handle(parser_.request(), peer_));
  }
  SetDeadline(kNever);  // calls have deadlines of their own
  if (route.call.format.shape == CallShape::kUnary) co_return co_await ServeUnary(route.call);
  co_return co_await ServeStream(route.call);
}

CallRequest Connection::MakeCall(const CallRoute& route, std::string message) const {
  CallRequest call{.path = '/' + route.method->service()->full_name() + '/' + route.method->name(),
                   .authorization = route.authorization,
                   .message = std::move(message),
                   .deadline = {}};
  if (route.format.shape == CallShape::kUnary) {
    const auto time = route.timeout.value_or(kCallTimeDefault);
    call.deadline =
        system_clock::now() + std::min<std::chrono::milliseconds>(time, base::kCallDeadlineMax);
  } else if (route.timeout.has_value()) {
    call.deadline = system_clock::now() + *route.timeout;
  }
  return call;
}

asio::awaitable<bool> Connection::ServeUnary(const CallRoute& route) {
  auto message =
      DecodeRequest(*route.method->input_type(), route.format.codec, parser_.request().body);
  if (!message.ok()) co_return co_await Respond(ErrorResponse(message.status()));
  parser_.request().body = {};
  const auto start = [&](std::function<void(UnaryAnswer)> done) {
    call_ = parts_.caller.StartUnary(MakeCall(route, *std::move(message)), std::move(done));
    if (input_ended_) call_->Cancel();
  };
  UnaryAnswer answer = co_await AwaitCallback<UnaryAnswer>(strand_, start);
  call_.reset();
  if (answer.status.code() != 0) co_return co_await Respond(ErrorResponse(answer.status));
  auto body =
      EncodeAnswer(*route.method->output_type(), route.format.codec, std::move(answer.message));
  if (!body.ok()) co_return co_await Respond(ErrorResponse(body.status()));
  Response response;
  response.Set("Content-Type", ContentTypeOf(route.format));
  response.Set("Cache-Control", "no-store");
  response.body = *std::move(body);
  PackAnswer(parser_.request().Get("accept-encoding"), response);
  co_return co_await Respond(std::move(response));
}

asio::awaitable<bool> Connection::ServeStream(const CallRoute& route) {
  if (!parser_.request().speaks_chunks) {
    co_return co_await Respond(PlainText(505, "streams need HTTP/1.1\n"));
  }
  const auto payload = ParseSingleFrame(parser_.request().body);
  auto message = payload.ok()
                     ? DecodeRequest(*route.method->input_type(), route.format.codec, *payload)
                     : base::StatusOr<std::string>(payload.status());
  if (!message.ok()) co_return co_await Respond(RefuseCall(route.format, message.status()));
  parser_.request().body = {};
  Response head;
  head.Set("Content-Type", ContentTypeOf(route.format));
  head.Set("Cache-Control", "no-store");
  AddCommonHeaders(head);
  if (!co_await Write(FormatHead(head, BodyForm::kChunked, KeepsAlive()))) co_return false;
  SetDeadline(kNever);
  const auto stream = parts_.caller.StartStream(MakeCall(route, *std::move(message)));
  call_ = stream;
  if (input_ended_) stream->Cancel();
  stream_authorization_ = route.authorization;
  credential_ended_ = false;
  next_check_ = Clock::now() + parts_.times.credential_check_every;
  clock_.cancel();
  const google::rpc::Status end = co_await Relay(*stream, route);
  next_check_ = kNever;
  call_.reset();
  const std::string frame = FormatFrame(FrameKind::kEnd, FormatEndOfStream(end));
  if (!co_await Write(FormatChunk(frame) + std::string(kLastChunk))) co_return false;
  co_return KeepsAlive();
}

// Message after message, at the pace of the client, to the end of the stream.
asio::awaitable<google::rpc::Status> Connection::Relay(OngoingStream& stream,
                                                       const CallRoute& route) {
  const auto next = [&stream](std::function<void(StreamStep)> done) {
    stream.Next(std::move(done));
  };
  base::Status failure;
  while (true) {
    StreamStep step = co_await AwaitCallback<StreamStep>(strand_, next);
    if (!step.message.has_value()) {
      if (credential_ended_) {
        co_return wire::ToRpcStatus(
            base::MakeError(base::ErrorReason::kCredentialInvalid,
                            "the credential of this stream has ended: sign in again"));
      }
      co_return failure.ok() ? std::move(step.end) : wire::ToRpcStatus(failure);
    }
    if (closed_ || !failure.ok()) continue;  // cancelled: the end comes
    const auto message =
        EncodeAnswer(*route.method->output_type(), route.format.codec, *std::move(step.message));
    if (!message.ok()) failure = message.status();
    const bool written =
        message.ok() && co_await Write(FormatChunk(FormatFrame(FrameKind::kMessage, *message)));
    SetDeadline(kNever);
    if (!written) stream.Cancel();
  }
}

// What does not depend on what is answered. A browser that has come over TLS once comes over TLS
// from then on; browsers of this machine are not told, since all that it serves has its name.
void Connection::AddCommonHeaders(Response& response) const {
  if (std::none_of(response.headers.begin(), response.headers.end(), [](const Header& header) {
        return header.first == "Content-Security-Policy";
      })) {
    AddSecurityHeaders(ContentKind::kData, response);
  }
  if (parts_.transport == Transport::kTls && !from_this_machine_) {
    response.Set("Strict-Transport-Security", "max-age=31536000");
  }
  response.Set("Date", FormatHttpDate(system_clock::now()));
}

asio::awaitable<bool> Connection::Respond(Response response) {
  const bool keep_alive = KeepsAlive() && !response.close;
  AddCommonHeaders(response);
  std::string head = FormatHead(response, BodyForm::kWhole, keep_alive);
  const bool with_body = parser_.request().method != "HEAD" && response.status != 304;
  constexpr std::size_t kOneWriteMax = 16U << 10;  // small answers leave in one packet
  if (with_body && response.content().size() <= kOneWriteMax) {
    head.append(response.content());
    co_return co_await Write(head) && keep_alive;
  }
  if (!co_await Write(head)) co_return false;
  if (with_body && !co_await Write(response.content())) co_return false;
  co_return keep_alive;
}

// All of it, as long as the client takes some of it within write_stall_max, and all within
// write_max: who takes a byte now and then holds an answer in memory, too.
asio::awaitable<bool> Connection::Write(std::string_view bytes) {
  const auto latest = Clock::now() + parts_.times.write_max;
  while (!bytes.empty()) {
    SetDeadline(std::min(latest, Clock::now() + parts_.times.write_stall_max));
    const Transferred written = co_await stream_->WriteSome(bytes);
    if (written.error) co_return false;
    bytes.remove_prefix(written.bytes);
  }
  co_return true;
}

}  // namespace anchorledger::gateway
