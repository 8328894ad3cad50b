#include "services/query/query_request.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "anchorledger/api/v1/metrics.pb.h"
#include "proto/base/limits.h"

namespace anchorledger::query {
namespace {

namespace api = ::anchorledger::api::v1;
namespace event = ::anchorledger::event::v1;
using base::ErrorReason;
using metrics::Dimension;

// Collects violations while a question is read; what is wrong is left out of the result.
class Parser {
 public:
  Parser(const api::MetricQuery& proto, base::Date today, const metrics::Catalogue& catalogue)
      : proto_(proto), today_(today), catalogue_(catalogue) {}

  base::StatusOr<ParsedQuery> Parse(const std::vector<std::string>& metric_ids,
                                    const std::string& tenant) {
    parsed_.query.tenant = tenant;
    ParseKnown();
    ParseWindow();
    ParseGroups();
    ParseFilter();
    ParseBasisAndCurrency();
    ParseMetrics(metric_ids);
    parsed_.at_least = base::Position(std::max(proto_.min_position(), proto_.known_position()));
    if (!violations_.empty()) return base::InvalidFields(std::move(violations_));
    return std::move(parsed_);
  }

 private:
  void Bad(std::string field, std::string description,
           ErrorReason reason = ErrorReason::kFieldInvalid) {
    violations_.push_back({std::move(field), std::move(description), reason});
  }

  std::optional<base::Date> DateOf(const event::Date& date, const char* field) {
    const base::Date day{date.days()};
    if (base::IsValidDate(day)) return day;
    Bad(field, "must lie from 1900-01-01 to 2199-12-31");
    return std::nullopt;
  }

  void ParseKnown() {
    if (proto_.has_known_on() && proto_.known_position() != 0) {
      Bad("query.known_on", "known_on and known_position exclude each other");
    }
    if (proto_.has_known_on()) {
      parsed_.query.known.day = DateOf(proto_.known_on(), "query.known_on");
    }
    if (proto_.known_position() != 0) {
      parsed_.query.known.position = base::Position(proto_.known_position());
    }
  }

  void ParseWindow() {
    metrics::Query& query = parsed_.query;
    query.today = query.known.day ? std::min(*query.known.day, today_) : today_;
    query.to = query.today;
    if (proto_.has_to()) query.to = DateOf(proto_.to(), "query.to").value_or(query.to);
    if (proto_.has_from()) query.from = DateOf(proto_.from(), "query.from");
    if (query.from && *query.from > query.to) {
      Bad("query.from", "is " + base::FormatIsoDate(*query.from) + ", after the last day " +
                            base::FormatIsoDate(query.to));
    }
  }

  void ParseGroups() {
    bool time = false;
    for (int i = 0; i < proto_.group_by_size(); ++i) {
      const std::string field = "query.group_by[" + std::to_string(i) + "]";
      const int number = proto_.group_by(i);
      if (number <= 0 || !api::MetricDimension_IsValid(number) ||
          number == api::METRIC_DIMENSION_TARGET) {
        Bad(field, "cannot be grouped by");
        continue;
      }
      const auto dimension = static_cast<Dimension>(number);
      auto& group_by = parsed_.query.group_by;
      if (std::find(group_by.begin(), group_by.end(), dimension) != group_by.end()) {
        Bad(field, "is there twice");
      } else if (metrics::IsTime(dimension) && time) {
        Bad(field, "only one of month, quarter and fiscal year is possible");
      } else {
        group_by.push_back(dimension);
      }
      time = time || metrics::IsTime(dimension);
    }
  }

  template <typename List>
  bool SmallEnough(const List& list, const std::string& field) {
    if (static_cast<std::size_t>(list.size()) <= base::kMetricFilterItemsMax) return true;
    Bad(field, "has more than " + std::to_string(base::kMetricFilterItemsMax) + " items",
        ErrorReason::kMessageTooLarge);
    return false;
  }

  template <typename List>
  void Texts(const List& list, const std::string& field, std::vector<std::string>* result) {
    if (!SmallEnough(list, field)) return;
    for (int i = 0; i < list.size(); ++i) {
      if (list[i].empty()) Bad(field + "[" + std::to_string(i) + "]", "is empty");
      result->push_back(list[i]);
    }
  }

  template <typename List>
  void Numbers(const List& list, const std::string& field, bool (*valid)(int),
               std::vector<std::uint8_t>* result) {
    if (!SmallEnough(list, field)) return;
    for (int i = 0; i < list.size(); ++i) {
      if (valid(list[i])) {
        result->push_back(static_cast<std::uint8_t>(list[i]));
      } else {
        Bad(field + "[" + std::to_string(i) + "]", "is not known to this server",
            ErrorReason::kFieldUnknown);
      }
    }
  }

  void ParseFilter() {
    const api::MetricFilter& from = proto_.filter();
    metrics::Filter& filter = parsed_.query.filter;
    Texts(from.anchor_ids(), "query.filter.anchor_ids", &filter.anchors);
    Texts(from.partnership_ids(), "query.filter.partnership_ids", &filter.partnerships);
    Texts(from.partner_ids(), "query.filter.partner_ids", &filter.partners);
    Texts(from.geographies(), "query.filter.geographies", &filter.geographies);
    Numbers(from.phases(), "query.filter.phases", event::Phase_IsValid, &filter.phases);
    Numbers(from.strategies(), "query.filter.strategies", event::Strategy_IsValid,
            &filter.strategies);
    Numbers(from.supplier_classes(), "query.filter.supplier_classes", event::SupplierClass_IsValid,
            &filter.supplier_classes);
    Texts(from.supplier_ids(), "query.filter.supplier_ids", &filter.suppliers);
    Texts(from.investment_ids(), "query.filter.investment_ids", &filter.investments);
    if (from.supplier_ids_size() != 0 && from.investment_ids_size() != 0) {
      Bad("query.filter.investment_ids",
          "supplier_ids and investment_ids exclude each other: nothing is about both");
    }
  }

  // A zero for what a metric cannot know of single things would be read as a number.
  void CheckThings(const metrics::Plan& plan, const std::string& field) {
    const std::string& id = plan.definition.id();
    const auto check = [&](int wanted, metric::v1::MetricNarrowing narrowing, const char* thing) {
      if (wanted == 0 || narrowing != metric::v1::METRIC_NARROWING_UNSPECIFIED) return;
      Bad(field, "metric " + id + " counts what is about no " + thing +
                     ", so it cannot be narrowed to single ones");
    };
    check(proto_.filter().supplier_ids_size(), plan.definition.supplier_narrowing(), "supplier");
    check(proto_.filter().investment_ids_size(), plan.definition.investment_narrowing(),
          "investment");
  }

  void ParseBasisAndCurrency() {
    const int basis = proto_.basis();
    if (!event::Basis_IsValid(basis)) {
      Bad("query.basis", "is not known to this server", ErrorReason::kFieldUnknown);
    } else if (basis != event::BASIS_UNSPECIFIED) {
      parsed_.query.basis = static_cast<std::uint8_t>(basis);
    }
    if (proto_.currency().empty()) return;
    const auto currency = base::ParseCurrency(proto_.currency());
    if (currency.ok()) {
      parsed_.query.currency = *currency;
    } else {
      Bad("query.currency", "is no currency of ISO 4217 in capital letters");
    }
  }

  std::optional<std::uint32_t> EditionOf(const std::string& metric_id) const {
    for (const api::EditionChoice& choice : proto_.editions()) {
      if (choice.metric_id() == metric_id) return choice.edition();
    }
    return std::nullopt;
  }

  void ParseMetrics(const std::vector<std::string>& metric_ids) {
    if (metric_ids.empty()) {
      Bad("metric_ids", "at least one metric is needed", ErrorReason::kFieldMissing);
    }
    if (metric_ids.size() > base::kMetricsPerQueryMax) {
      Bad("metric_ids", "at most " + std::to_string(base::kMetricsPerQueryMax) + " metrics",
          ErrorReason::kMessageTooLarge);
      return;
    }
    for (std::size_t i = 0; i < metric_ids.size(); ++i) {
      const metrics::Plan* plan =
          catalogue_.Find(metric_ids[i], parsed_.query.to, EditionOf(metric_ids[i]));
      if (plan == nullptr) {
        Bad("metric_ids[" + std::to_string(i) + "]",
            "there is no metric or edition '" + metric_ids[i] + "'; ListMetrics names them all");
      } else {
        CheckThings(*plan, "metric_ids[" + std::to_string(i) + "]");
        parsed_.plans.push_back(plan);
      }
    }
    for (int i = 0; i < proto_.editions_size(); ++i) {
      const std::string& id = proto_.editions(i).metric_id();
      if (std::find(metric_ids.begin(), metric_ids.end(), id) == metric_ids.end()) {
        Bad("query.editions[" + std::to_string(i) + "]", "'" + id + "' is not asked for");
      }
    }
  }

  const api::MetricQuery& proto_;
  const base::Date today_;
  const metrics::Catalogue& catalogue_;
  ParsedQuery parsed_;
  std::vector<base::FieldViolation> violations_;
};

}  // namespace

base::StatusOr<ParsedQuery> ParseMetricQuery(const api::MetricQuery& proto,
                                             const std::vector<std::string>& metric_ids,
                                             const std::string& tenant, base::Date today,
                                             const metrics::Catalogue& catalogue) {
  return Parser(proto, today, catalogue).Parse(metric_ids, tenant);
}

}  // namespace anchorledger::query
