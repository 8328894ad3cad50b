// The use cases of the metrics service over a vector of facts.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <utility>

#include "anchorledger/api/v1/metrics.pb.h"
#include "proto/runtime/clock.h"
#include "services/metrics/catalogue.h"
#include "services/query/metrics_use_cases.h"
#include "tests/support/metrics/vector_view.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {

namespace api = ::anchorledger::api::v1;

// Gives the facts as they are at the moment; never waits.
class VectorSource final : public query::FactSource {
 public:
  VectorView view;
  int opened = 0;

  base::StatusOr<std::shared_ptr<const projections::FactView>> Open(
      base::Position at_least, std::chrono::microseconds) override {
    if (view.position() < at_least) {
      return base::MakeError(base::ErrorReason::kProjectionBehind, "not there yet");
    }
    ++opened;
    return std::make_shared<VectorView>(view);
  }
  storage::Notification NotifyAt(base::Position position, storage::HeadCallback callback) override {
    return notifier_.NotifyAt(position, std::move(callback));
  }
  // Tells waiters that the facts have moved.
  void Publish() {
    storage::LogHead head;
    head.position = view.position();
    notifier_.Publish(head);
  }

 private:
  storage::HeadNotifier notifier_{storage::LogHead()};
};

inline const metrics::Catalogue& Definitions() {
  static const metrics::Catalogue* catalogue = [] {
    auto loaded = metrics::Catalogue::Load(metrics::EmbeddedCatalogue());
    REQUIRE_OK(loaded);
    return new metrics::Catalogue(*std::move(loaded));
  }();
  return *catalogue;
}

// Somebody of the tenant "network".
inline security::Principal Person(const std::string& organisation, security::RoleSet roles) {
  return {.tenant = base::TenantId("network"),
          .actor = base::ActorId("actor"),
          .organisation = base::OrganisationId(organisation),
          .roles = roles,
          .token_id = "token"};
}

struct QueryWorld {
  QueryWorld() {
    source.view.Intern("network");
    source.view.Register(projections::NamedThing::kAnchor, "hospital");
  }
  VectorSource source;
  runtime::ManualClock clock{base::StartOfDay(Day("2026-11-01"))};
  rpc::TokenSealer sealer{std::string(rpc::TokenSealer::kKeyBytes, 'k')};
  query::MetricsParts parts{Definitions(), source, clock, sealer, {}};
  security::Principal finance = Person("hospital", {security::Role::kFin});
  security::Principal evaluator = Person("institute", {security::Role::kEval});
  security::Principal partner = Person("laundry", {security::Role::kPar});

  base::StatusOr<api::QueryMetricsResponse> Query(const security::Principal& who,
                                                  const api::QueryMetricsRequest& request) {
    api::QueryMetricsResponse response;
    AL_RETURN_IF_ERROR(
        query::QueryMetrics(parts, {who, std::chrono::microseconds(0)}, request, &response));
    return response;
  }
  base::StatusOr<api::ExplainMetricResponse> Explain(const security::Principal& who,
                                                     const api::ExplainMetricRequest& request) {
    return query::ExplainMetric(parts, {who, std::chrono::microseconds(0)}, request);
  }
};

// The year 2020 of the hospital.
inline api::MetricQuery HospitalIn2020() {
  api::MetricQuery query;
  query.mutable_from()->set_days(Day("2020-01-01").days);
  query.mutable_to()->set_days(Day("2020-12-31").days);
  query.mutable_filter()->add_anchor_ids("hospital");
  return query;
}

inline api::QueryMetricsRequest Asking(const std::string& metric) {
  api::QueryMetricsRequest request;
  request.add_metric_ids(metric);
  *request.mutable_query() = HospitalIn2020();
  return request;
}

inline void AddHires(VectorView& view, const std::string& partnership, std::int64_t count) {
  FactBuilder(view, "hire")
      .On("2020-03-01")
      .Partnership(partnership)
      .Measure("count", count)
      .Flags({"permanent", "employer_is_anchor"})
      .Add();
}

inline void AddPurchase(VectorView& view, const std::string& day, std::int64_t net,
                        const std::string& partner = "") {
  FactBuilder(view, "purchase")
      .On(day)
      .In("USD")
      .Entity("supplier")
      .Partner(partner)
      .Classes({13})
      .Measure("net", net)
      .Measure("gross", net)
      .Add();
}

}  // namespace anchorledger::testing
