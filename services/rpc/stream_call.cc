#include "services/rpc/stream_call.h"

#include <google/protobuf/message.h>

#include <exception>

#include "proto/base/limits.h"
#include "proto/wire/status_fit.h"
#include "proto/wire/status_wire.h"
#include "services/rpc/message_bytes.h"

namespace anchorledger::rpc {

void Waker::Wake() const {
  if (const auto stream = stream_.lock()) {
    stream->Wake();
  }
}

void StreamControl::Wake() {
  base::MutexLock lock(mutex_);
  WakeLocked();
}

void StreamControl::WakeLocked() {
  woken_ = true;
  if (call_ != nullptr && state_ == State::kWaiting) {
    state_ = State::kPulling;
    call_->QueuePull();
  }
}

void StreamControl::End(base::Status status) {
  base::MutexLock lock(mutex_);
  if (!end_.has_value()) {
    end_ = std::move(status);
  }
  WakeLocked();
}

void StreamControl::StartTicks() {
  base::MutexLock lock(mutex_);
  ArmLocked();
}

void StreamControl::ArmLocked() {
  if (call_ == nullptr) {
    return;
  }
  tick_ = std::make_unique<grpc::Alarm>();
  tick_->Set(std::chrono::system_clock::now() + base::kStreamTick,
             [control = shared_from_this()](bool fired) {
               if (fired) {
                 base::MutexLock lock(control->mutex_);
                 control->WakeLocked();
                 control->ArmLocked();
               }
             });
}

void StreamControl::Detach() {
  std::unique_ptr<grpc::Alarm> tick;  // cancelled without the lock held
  base::MutexLock lock(mutex_);
  call_ = nullptr;
  tick = std::move(tick_);
}

StreamCall::StreamCall(Guard& guard, const Method& method, std::size_t details_max)
    : guard_(guard),
      method_(method),
      details_max_(details_max),
      started_(std::chrono::steady_clock::now()),
      control_(std::make_shared<StreamControl>(this)) {}

StreamCall::~StreamCall() = default;

void StreamCall::Refuse(const base::Status& status) { End(status); }

void StreamCall::Start(Admission admission, const grpc::ByteBuffer& request,
                       const StreamHandler& handler) {
  call_ = std::make_unique<Call>(method_.name, std::move(admission.principal), admission.deadline,
                                 std::move(admission.slot));
  response_.reset(handler.response_type->New());
  if (const base::Status status = guard_.streams().Add(control_); !status.ok()) {
    End(status);
    return;
  }
  const bool queued = guard_.pool(method_.lane).TryRun([this, &request, &handler] {
    if (const base::Status made = MakeSource(request, handler); !made.ok()) {
      End(made);
      return;
    }
    control_->StartTicks();
    PullOnce();
  });
  if (!queued) {
    End(QueueFull());
  }
}

base::Status StreamCall::MakeSource(const grpc::ByteBuffer& request, const StreamHandler& handler) {
  const std::unique_ptr<google::protobuf::Message> message(handler.request_type->New());
  AL_RETURN_IF_ERROR(ParseRequest(request, *message));
  try {
    AL_ASSIGN_OR_RETURN(source_, handler.make_source(*call_, *message, Waker(control_)));
    return absl::OkStatus();
  } catch (const std::exception& error) {
    return base::MakeError(base::ErrorReason::kInternal, error.what());
  }
}

void StreamCall::QueuePull() {
  guard_.pool(method_.lane).Continue([this] { PullOnce(); });
}

// Asks the source until it has a message, has nothing, or ends. Runs in state kPulling only.
void StreamCall::PullOnce() {
  while (TryBegin()) {
    response_->Clear();
    base::StatusOr<Pull> next = Pull::kEnd;
    try {
      next = source_->NextMessage(*response_);
    } catch (const std::exception& error) {
      next = base::MakeError(base::ErrorReason::kInternal, error.what());
    }
    if (!next.ok() || *next == Pull::kEnd) {
      End(next.status());
      return;
    }
    if (*next == Pull::kMessage) {
      Write();
      return;
    }
    if (TryWait()) {
      return;
    }
  }
}

// False when the stream was ended from outside, and Finish was called.
bool StreamCall::TryBegin() {
  base::Status end;
  {
    base::MutexLock lock(control_->mutex_);
    control_->woken_ = false;
    if (!control_->end_.has_value()) {
      return true;
    }
    end = *control_->end_;
  }
  End(end);
  return false;
}

// False when a wake came while the source was asked: then it must be asked again.
bool StreamCall::TryWait() {
  base::MutexLock lock(control_->mutex_);
  if (control_->woken_) {
    return false;
  }
  control_->state_ = StreamControl::State::kWaiting;
  return true;
}

void StreamCall::Write() {
  SerializeMessage(*response_, outgoing_);
  {
    base::MutexLock lock(control_->mutex_);
    control_->state_ = StreamControl::State::kWriting;
  }
  StartWrite(&outgoing_);
}

void StreamCall::OnWriteDone(bool ok) {
  base::MutexLock lock(control_->mutex_);
  if (!ok && !control_->end_.has_value()) {
    control_->end_ = base::MakeError(base::ErrorReason::kCancelled, "the reader has gone");
  }
  control_->state_ = StreamControl::State::kPulling;
  QueuePull();
}

void StreamCall::OnCancel() {
  control_->End(base::MakeError(base::ErrorReason::kCancelled, "the reader gave up"));
}

void StreamCall::End(const base::Status& status) {
  {
    base::MutexLock lock(control_->mutex_);
    control_->state_ = StreamControl::State::kFinished;
  }
  guard_.Ended(method_, call_ == nullptr ? nullptr : &call_->principal(), status, started_);
  Finish(wire::ToGrpcStatus(wire::FitStatus(status, details_max_)));
}

void StreamCall::OnDone() {
  control_->Detach();
  guard_.streams().Remove(control_);
  source_.reset();  // ends its notifications, which may still be waking the control
  delete this;
}

}  // namespace anchorledger::rpc
