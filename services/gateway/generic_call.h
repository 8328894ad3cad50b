// Calls of any method, by name and bytes, through channels: the way into the guard.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "google/rpc/status.pb.h"
#include "proto/base/mutex.h"

namespace anchorledger::gateway {

class ChannelPool;

// What is sent.
struct CallRequest {
  std::string path;           // "/anchorledger.api.v1.EventService/AppendEvents"
  std::string authorization;  // printable ASCII; empty: none
  std::string message;        // the request's bytes
  // Nothing for a stream that lasts until somebody ends it.
  std::optional<std::chrono::system_clock::time_point> deadline;
};

// A call that was started and has not answered.
class OngoingCall {
 public:
  virtual ~OngoingCall() = default;
  // Makes it end soon, with CANCELLED. Any thread; harmless when it has ended.
  virtual void Cancel() = 0;
};

// How a unary call ended.
struct UnaryAnswer {
  google::rpc::Status status;
  std::string message;  // when the status is OK
};

// The next message of a stream, or its end.
struct StreamStep {
  std::optional<std::string> message;
  google::rpc::Status end;  // when there is no message
};

// A server stream that is read one message at a time: what is not asked for waits with the sender.
class OngoingStream : public OngoingCall {
 public:
  // Asks for the next message. `done` is called once, on a thread of gRPC, which it must not hold.
  // One question at a time, until a step says that the stream has ended. Whoever cancels must ask
  // on until then.
  virtual void Next(std::function<void(StreamStep)> done) = 0;
};

// Counts answers from when they are asked for until the thread that gave them has let go of all
// that asked: who was answered may be gone before that thread has returned. Threads: any.
class AnswerCount {
 public:
  void Add();
  void Remove();
  void AwaitNone();

 private:
  base::Mutex mutex_;
  base::CondVar changed_;
  std::size_t count_ ABSL_GUARDED_BY(mutex_) = 0;
};

// Streams have channels of their own: a thousand of them that wake at once are not in the way of a
// unary call. Threads: any.
class GenericCaller {
 public:
  // Both must outlive the caller, and the caller its calls.
  GenericCaller(ChannelPool& unary, ChannelPool& streams) : unary_(unary), streams_(streams) {}

  // `done` is called once, on a thread of gRPC, which it must not hold.
  std::shared_ptr<OngoingCall> StartUnary(CallRequest request,
                                          std::function<void(UnaryAnswer)> done);
  std::shared_ptr<OngoingStream> StartStream(CallRequest request);

  // Waits until every `done` that was given, here or to a stream, was called and destroyed. After
  // it nothing on a thread of gRPC uses what they hold: only now may that be destroyed. Nothing may
  // be asked for meanwhile.
  void AwaitAnswers() { answers_.AwaitNone(); }

 private:
  ChannelPool& unary_;
  ChannelPool& streams_;
  AnswerCount answers_;
};

}  // namespace anchorledger::gateway
