// A value that is shared until somebody changes it.
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

namespace anchorledger::projections {

// Copies share one value. Mutable() gives the holder a value of its own, copying it only when it is
// shared. Copies may be made, read and dropped on any threads; one copy belongs to one thread at a
// time. Unlike std::shared_ptr, whether the value is shared can be asked safely: the count is read
// with acquire, so everything its last reader did has happened.
template <class T>
class Cow {
 public:
  Cow() : node_(new Node()) {}
  explicit Cow(T value) : node_(new Node(std::move(value))) {}
  Cow(const Cow& other) : node_(other.node_) {
    node_->holders.fetch_add(1, std::memory_order_relaxed);
  }
  Cow(Cow&& other) noexcept : node_(std::exchange(other.node_, nullptr)) {}
  Cow& operator=(Cow other) noexcept {
    std::swap(node_, other.node_);
    return *this;
  }
  ~Cow() { Release(); }

  const T& operator*() const { return node_->value; }
  const T* operator->() const { return &node_->value; }

  T& Mutable() {
    if (node_->holders.load(std::memory_order_acquire) != 1) {
      Node* own = new Node(node_->value);
      Release();
      node_ = own;
    }
    return node_->value;
  }

 private:
  struct Node {
    Node() = default;
    explicit Node(T initial) : value(std::move(initial)) {}
    std::atomic<std::uint32_t> holders{1};
    T value;
  };

  void Release() {
    if (node_ != nullptr && node_->holders.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      delete node_;
    }
  }

  Node* node_;
};

}  // namespace anchorledger::projections
