// Checks on Status and StatusOr that print the status when they fail.
#pragma once

#include <catch2/catch.hpp>

#include "proto/base/status.h"

namespace anchorledger::testing {

inline const base::Status& StatusOf(const base::Status& status) { return status; }
template <class T>
const base::Status& StatusOf(const base::StatusOr<T>& result) {
  return result.status();
}

}  // namespace anchorledger::testing

// The expression is OK, else the test fails (CHECK) or ends (REQUIRE) and shows the error.
#define CHECK_OK(expr)                                                                  \
  do {                                                                                  \
    const auto& al_result = (expr);                                                     \
    INFO(::anchorledger::base::ToString(::anchorledger::testing::StatusOf(al_result))); \
    CHECK(al_result.ok());                                                              \
  } while (false)
#define REQUIRE_OK(expr)                                                                \
  do {                                                                                  \
    const auto& al_result = (expr);                                                     \
    INFO(::anchorledger::base::ToString(::anchorledger::testing::StatusOf(al_result))); \
    REQUIRE(al_result.ok());                                                            \
  } while (false)

// The expression is an error with this reason, a value of base::ErrorReason without its scope.
#define CHECK_REASON(expr, wanted)                                                             \
  do {                                                                                         \
    const auto& al_result = (expr);                                                            \
    INFO(::anchorledger::base::ToString(::anchorledger::testing::StatusOf(al_result)));        \
    CHECK(::anchorledger::base::ReasonName(                                                    \
              ::anchorledger::base::ReasonOf(::anchorledger::testing::StatusOf(al_result))) == \
          ::anchorledger::base::ReasonName(::anchorledger::base::ErrorReason::wanted));        \
  } while (false)
