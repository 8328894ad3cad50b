// Where the messages of a server stream come from.
#pragma once

#include <memory>
#include <utility>

#include "proto/base/status.h"

namespace google::protobuf {
class Message;
}  // namespace google::protobuf

namespace anchorledger::rpc {

class StreamControl;

// Tells a stream that its source may have something to say. Copyable, harmless after the stream has
// ended, cheap; may be called from callbacks of the log. Threads: any.
class Waker {
 public:
  explicit Waker(std::weak_ptr<StreamControl> stream) : stream_(std::move(stream)) {}
  void Wake() const;

 private:
  std::weak_ptr<StreamControl> stream_;
};

// What a source has at present.
enum class Pull {
  kMessage,  // the response was filled in: send it
  kWait,     // nothing: ask again after a wake, or after kStreamTick at the latest
  kEnd,      // the stream is complete
};

// A source is asked for one message at a time, on a worker, never twice at once and never before
// the message before has left for the network. So the reader's pace is the pace of the source, and
// a slow reader costs one message and what the source keeps. Destroyed when the stream has ended.
class AnySource {
 public:
  virtual ~AnySource() = default;
  // Fills in an empty response. An error ends the stream with it.
  virtual base::StatusOr<Pull> NextMessage(google::protobuf::Message& response) = 0;
};

// A source of one response type.
template <class Response>
class MessageSource : public AnySource {
 public:
  virtual base::StatusOr<Pull> Next(Response& response) = 0;

 private:
  base::StatusOr<Pull> NextMessage(google::protobuf::Message& response) final {
    return Next(static_cast<Response&>(response));
  }
};

}  // namespace anchorledger::rpc
