#include "proto/runtime/thread_name.h"

#include <pthread.h>

#include <string>

namespace anchorledger::runtime {
namespace {

constexpr std::size_t kNameMax = 15;

}  // namespace

void NameThread(std::string_view name) {
  // It fails for names that are too long only.
  pthread_setname_np(pthread_self(), std::string(name.substr(0, kNameMax)).c_str());
}

}  // namespace anchorledger::runtime
