// WatchMetrics: when it speaks and when it waits. The waker is of no stream: the tests ask again
// themselves.
#include <catch2/catch.hpp>

#include "services/query/watch_metrics.h"
#include "tests/unit/query/query_world.h"

namespace anchorledger::testing {
namespace {

using rpc::Pull;

class Watcher {
 public:
  explicit Watcher(QueryWorld& world, const api::MetricQuery& query = HospitalIn2020()) {
    api::WatchMetricsRequest request;
    request.add_metric_ids("P-10");
    *request.mutable_query() = query;
    auto made = query::MakeWatchMetricsSource(world.parts, world.finance, request, rpc::Waker({}));
    REQUIRE_OK(made);
    source_ = *std::move(made);
  }
  Pull Next() {
    response.Clear();
    const auto pull = source_->Next(response);
    REQUIRE_OK(pull);
    return *pull;
  }
  std::int64_t value() const { return response.answer().results(0).cells(0).value().money_minor(); }

  api::WatchMetricsResponse response;

 private:
  std::unique_ptr<rpc::MessageSource<api::WatchMetricsResponse>> source_;
};

TEST_CASE("the answer comes at once, then again when it has changed") {
  QueryWorld world;
  AddPurchase(world.source.view, "2020-05-01", 100);
  Watcher watcher(world);
  CHECK(watcher.Next() == Pull::kMessage);
  CHECK(watcher.value() == 100);
  CHECK(watcher.Next() == Pull::kWait);
  AddPurchase(world.source.view, "2020-05-01", 11);
  CHECK(watcher.Next() == Pull::kMessage);
  CHECK(watcher.value() == 111);
  CHECK(watcher.response.answer().as_of_position() == 2);
}

TEST_CASE("facts that change nothing are not told") {
  QueryWorld world;
  AddPurchase(world.source.view, "2020-05-01", 100);
  Watcher watcher(world);
  CHECK(watcher.Next() == Pull::kMessage);
  AddHires(world.source.view, "north", 5);
  AddPurchase(world.source.view, "1999-05-01", 11);
  CHECK(watcher.Next() == Pull::kWait);
}

TEST_CASE("what others sold is not told to who watches one supplier") {
  QueryWorld world;
  AddPurchase(world.source.view, "2020-05-01", 100);
  world.source.view.Register(projections::NamedThing::kSupplier, "supplier");
  api::MetricQuery query = HospitalIn2020();
  query.mutable_filter()->add_supplier_ids("supplier");
  Watcher watcher(world, query);
  CHECK(watcher.Next() == Pull::kMessage);
  CHECK(watcher.value() == 100);
  FactBuilder(world.source.view, "purchase")
      .On("2020-05-02")
      .In("USD")
      .Entity("another")
      .Classes({13})
      .Measure("net", 9)
      .Add();
  CHECK(watcher.Next() == Pull::kWait);
  AddPurchase(world.source.view, "2020-05-03", 20);
  CHECK(watcher.Next() == Pull::kMessage);
  CHECK(watcher.value() == 120);
}

TEST_CASE("the first answer waits for the position asked for") {
  QueryWorld world;
  api::MetricQuery query = HospitalIn2020();
  query.set_min_position(1);
  Watcher watcher(world, query);
  CHECK(watcher.Next() == Pull::kWait);
  AddPurchase(world.source.view, "2020-05-01", 100);
  CHECK(watcher.Next() == Pull::kMessage);
  CHECK(watcher.value() == 100);
}

TEST_CASE("the past cannot be watched") {
  QueryWorld world;
  api::WatchMetricsRequest request;
  request.add_metric_ids("P-10");
  request.mutable_query()->set_known_position(3);
  CHECK_REASON(query::MakeWatchMetricsSource(world.parts, world.finance, request, rpc::Waker({})),
               kFieldInvalid);
}

}  // namespace
}  // namespace anchorledger::testing
