// One server stream: the reactor between gRPC and a message source.
#pragma once

#include <grpcpp/alarm.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <chrono>
#include <memory>
#include <optional>

#include "proto/base/mutex.h"
#include "services/rpc/call.h"
#include "services/rpc/guard.h"
#include "services/rpc/handlers.h"

namespace anchorledger::rpc {

class StreamCall;

// What outlives the reactor: wakers, ticks and the set of streams may hold it at any time.
class StreamControl : public std::enable_shared_from_this<StreamControl> {
 public:
  explicit StreamControl(StreamCall* call) : call_(call) {}

  void Wake();                    // asks the source again
  void End(base::Status status);  // ends the stream with this status as soon as possible
  void StartTicks();              // wakes every kStreamTick until detached
  void Detach();                  // the reactor is gone; nothing happens from now on

 private:
  friend class StreamCall;
  void ArmLocked() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void WakeLocked() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  // kPulling: a worker asks the source, or is about to. kWriting: gRPC has a message. kWaiting: the
  // source has nothing. kFinished: Finish was called. Exactly one party acts in each state, which
  // is what makes it safe that only OnDone deletes the reactor.
  enum class State { kPulling, kWriting, kWaiting, kFinished };

  base::Mutex mutex_;
  StreamCall* call_ ABSL_GUARDED_BY(mutex_);
  State state_ ABSL_GUARDED_BY(mutex_) = State::kPulling;
  bool woken_ ABSL_GUARDED_BY(mutex_) = false;
  std::optional<base::Status> end_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<grpc::Alarm> tick_ ABSL_GUARDED_BY(mutex_);
};

// The reactor. Deletes itself when gRPC is done with it.
class StreamCall final : public grpc::ServerWriteReactor<grpc::ByteBuffer> {
 public:
  // `details_max`: how many bytes of metadata a refusal may take.
  StreamCall(Guard& guard, const Method& method, std::size_t details_max);
  ~StreamCall() override;

  // For a call that is refused before its content is read.
  void Refuse(const base::Status& status);
  // Hands the call to a worker, which parses the request, makes the source and begins. The handler
  // must outlive the call; so does `request`, which gRPC keeps until OnDone.
  void Start(Admission admission, const grpc::ByteBuffer& request, const StreamHandler& handler);

 private:
  friend class StreamControl;
  void OnCancel() override;
  void OnWriteDone(bool ok) override;
  void OnDone() override;

  base::Status MakeSource(const grpc::ByteBuffer& request, const StreamHandler& handler);
  void QueuePull();
  void PullOnce();
  bool TryBegin();
  bool TryWait();
  void Write();
  void End(const base::Status& status);

  Guard& guard_;
  const Method& method_;
  const std::size_t details_max_;
  const std::chrono::steady_clock::time_point started_;
  const std::shared_ptr<StreamControl> control_;
  std::unique_ptr<Call> call_;
  std::unique_ptr<AnySource> source_;
  std::unique_ptr<google::protobuf::Message> response_;
  grpc::ByteBuffer outgoing_;  // unchanged until OnWriteDone
};

}  // namespace anchorledger::rpc
