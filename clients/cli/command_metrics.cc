#include <memory>
#include <set>

#include "anchorledger/api/v1/metrics.grpc.pb.h"
#include "clients/cli/metric_report.h"
#include "clients/cli/output/proto_json.h"
#include "clients/cli/output/shorthand.h"
#include "clients/cli/session.h"
#include "proto/base/date.h"

namespace anchorledger::cli {
namespace {

using Stub = api::v1::MetricsService::Stub;

struct MetricsOptions {
  std::vector<std::string> metrics;
  std::string from, to, known_on, currency, basis, part;
  std::uint64_t known_position = 0;
  std::uint64_t min_position = 0;
  std::vector<std::string> group_by;
  std::vector<std::string> anchors, partnerships, partners, geographies;
  std::vector<std::string> phases, strategies, classes;
  std::vector<std::string> cell;  // dimension=key of the cell to explain
  int limit = 1000;
};

// Words of an option as numbers of an enum, appended by `add`. "none" is the zero value.
template <typename Add>
base::Status AddWords(const std::vector<std::string>& words, const std::string& option,
                      const google::protobuf::EnumDescriptor* type, const Add& add) {
  for (const std::string& word : words) {
    if (word == "none") {
      add(0);
      continue;
    }
    const auto number = ParseEnumWord(*type, word);
    if (!number.ok()) return base::Annotate(number.status(), option);
    add(*number);
  }
  return absl::OkStatus();
}

base::Status SetFilter(const MetricsOptions& options, api::v1::MetricFilter* filter) {
  for (const auto& id : options.anchors) filter->add_anchor_ids(id);
  for (const auto& id : options.partnerships) filter->add_partnership_ids(id);
  for (const auto& id : options.partners) filter->add_partner_ids(id);
  for (const auto& code : options.geographies) filter->add_geographies(code);
  AL_RETURN_IF_ERROR(AddWords(options.phases, "--phase", event::v1::Phase_descriptor(), [&](int n) {
    filter->add_phases(static_cast<event::v1::Phase>(n));
  }));
  AL_RETURN_IF_ERROR(
      AddWords(options.strategies, "--strategy", event::v1::Strategy_descriptor(),
               [&](int n) { filter->add_strategies(static_cast<event::v1::Strategy>(n)); }));
  return AddWords(options.classes, "--class", event::v1::SupplierClass_descriptor(), [&](int n) {
    filter->add_supplier_classes(static_cast<event::v1::SupplierClass>(n));
  });
}

base::StatusOr<api::v1::MetricQuery> QueryOf(const MetricsOptions& options) {
  api::v1::MetricQuery query;
  if (!options.from.empty()) {
    AL_RETURN_IF_ERROR(ReadDayOption(options.from, "--from", query.mutable_from()));
  }
  if (!options.to.empty()) {
    AL_RETURN_IF_ERROR(ReadDayOption(options.to, "--to", query.mutable_to()));
  }
  if (!options.known_on.empty()) {
    AL_RETURN_IF_ERROR(ReadDayOption(options.known_on, "--known-on", query.mutable_known_on()));
  }
  query.set_known_position(options.known_position);
  query.set_min_position(options.min_position);
  query.set_currency(options.currency);
  if (!options.basis.empty()) {
    AL_ASSIGN_OR_RETURN(const int basis,
                        ParseEnumWord(*event::v1::Basis_descriptor(), options.basis));
    query.set_basis(static_cast<event::v1::Basis>(basis));
  }
  AL_RETURN_IF_ERROR(
      AddWords(options.group_by, "--by", api::v1::MetricDimension_descriptor(),
               [&](int n) { query.add_group_by(static_cast<api::v1::MetricDimension>(n)); }));
  AL_RETURN_IF_ERROR(SetFilter(options, query.mutable_filter()));
  return query;
}

void ShowAnswer(Session& session, const api::v1::QueryMetricsResponse& response) {
  if (session.options().format() == OutputFormat::kJson) {
    session.streams().out << MetricAnswerToJson(response).dump(2) << "\n" << std::flush;
  } else {
    session.Show(MetricTable(response));
    session.streams().out << std::flush;  // a watch goes on; a reader of a pipe wants it now
  }
}

base::StatusOr<ExitCode> QueryMetrics(Session& session, const MetricsOptions& options) {
  api::v1::QueryMetricsRequest request;
  for (const auto& id : options.metrics) request.add_metric_ids(id);
  AL_ASSIGN_OR_RETURN(*request.mutable_query(), QueryOf(options));
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::MetricsService::NewStub(connection->channel());
  api::v1::QueryMetricsResponse response;
  AL_RETURN_IF_ERROR(connection->Call(*stub, &Stub::QueryMetrics, request, &response));
  ShowAnswer(session, response);
  return ExitCode::kOk;
}

base::StatusOr<ExitCode> WatchMetrics(Session& session, const MetricsOptions& options) {
  api::v1::WatchMetricsRequest request;
  for (const auto& id : options.metrics) request.add_metric_ids(id);
  AL_ASSIGN_OR_RETURN(*request.mutable_query(), QueryOf(options));
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::MetricsService::NewStub(connection->channel());
  const auto context = connection->NewContext(/*with_deadline=*/false);
  const auto reader = stub->WatchMetrics(context.get(), request);
  api::v1::WatchMetricsResponse message;
  while (reader->Read(&message)) ShowAnswer(session, message.answer());
  AL_RETURN_IF_ERROR(wire::FromGrpcStatus(reader->Finish()));
  return ExitCode::kOk;
}

base::Status SetCell(const MetricsOptions& options, api::v1::ExplainMetricRequest* request) {
  for (const std::string& pair : options.cell) {
    const auto equals = pair.find('=');
    if (equals == std::string::npos) {
      return base::MakeError(base::ErrorReason::kFieldInvalid,
                             "--cell: write DIMENSION=KEY, not " + pair);
    }
    const auto dimension =
        ParseEnumWord(*api::v1::MetricDimension_descriptor(), pair.substr(0, equals));
    if (!dimension.ok()) return base::Annotate(dimension.status(), "--cell");
    auto* key = request->add_group();
    key->set_dimension(static_cast<api::v1::MetricDimension>(*dimension));
    key->set_key(pair.substr(equals + 1));
  }
  return absl::OkStatus();
}

bool SameGroup(const api::v1::MetricCell& cell, const api::v1::ExplainMetricRequest& request) {
  if (cell.group_size() != request.group_size()) return false;
  for (int i = 0; i < cell.group_size(); ++i) {
    if (cell.group(i).dimension() != request.group(i).dimension()) return false;
    if (cell.group(i).key() != request.group(i).key()) return false;
  }
  return true;
}

// The currency of the cell to explain, where nobody said it and there is only one.
base::Status FindCurrency(Connection& connection, Stub& stub,
                          api::v1::ExplainMetricRequest* request) {
  api::v1::QueryMetricsRequest question;
  question.add_metric_ids(request->metric_id());
  *question.mutable_query() = request->query();
  api::v1::QueryMetricsResponse answer;
  AL_RETURN_IF_ERROR(connection.Call(stub, &Stub::QueryMetrics, question, &answer));
  std::set<std::string> currencies;
  for (const auto& result : answer.results()) {
    for (const auto* cells : {&result.cells(), &result.totals()}) {
      for (const auto& cell : *cells) {
        if (SameGroup(cell, *request)) currencies.insert(cell.currency());
      }
    }
  }
  if (currencies.size() == 1) request->set_currency(*currencies.begin());
  return absl::OkStatus();
}

Report ExplainReport(const api::v1::ExplainMetricResponse& response) {
  Report report({{"position", "Event", Alignment::kRight},
                 {"effective_on", "Effective"},
                 {"fact", "Fact"},
                 {"numerator", "Adds", Alignment::kRight},
                 {"denominator", "Adds below", Alignment::kRight}});
  for (const auto& one : response.contributions()) {
    report.AddRow({CountCell(static_cast<std::int64_t>(one.position())),
                   TextCell(base::FormatIsoDate({one.effective_on().days()})), TextCell(one.fact()),
                   CountCell(one.numerator()), CountCell(one.denominator())});
  }
  report.SetTotals({"", "", "all pages", GroupDigits(response.numerator_total()),
                    GroupDigits(response.denominator_total())});
  report.AddNote("Value: " + ShowMetricValue(response.cell()));
  if (!response.next_page_token().empty()) {
    report.AddNote("Shown: " + GroupDigits(static_cast<std::int64_t>(report.size())) + " of " +
                   GroupDigits(static_cast<std::int64_t>(response.contributions_total())));
  }
  return report;
}

base::StatusOr<ExitCode> ExplainMetric(Session& session, const MetricsOptions& options) {
  if (options.metrics.size() != 1) {
    return base::MakeError(base::ErrorReason::kFieldInvalid, "--metric: exactly one is explained");
  }
  api::v1::ExplainMetricRequest request;
  request.set_metric_id(options.metrics[0]);
  AL_ASSIGN_OR_RETURN(*request.mutable_query(), QueryOf(options));
  AL_RETURN_IF_ERROR(SetCell(options, &request));
  request.set_currency(options.currency);
  request.set_part(options.part);
  request.set_page_size(options.limit);
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::MetricsService::NewStub(connection->channel());
  if (options.currency.empty()) {
    AL_RETURN_IF_ERROR(FindCurrency(*connection, *stub, &request));
  }
  api::v1::ExplainMetricResponse response;
  AL_RETURN_IF_ERROR(connection->Call(*stub, &Stub::ExplainMetric, request, &response));
  Report report = ExplainReport(response);
  report.SetJsonEnvelope("contributions",
                         {{"cell", MetricCellToJson(request.metric_id(), response.cell())},
                          {"numerator_total", response.numerator_total()},
                          {"denominator_total", response.denominator_total()},
                          {"contributions_total", response.contributions_total()}});
  session.Show(report);
  return ExitCode::kOk;
}

base::StatusOr<ExitCode> ListMetrics(Session& session, const MetricsOptions& options) {
  api::v1::ListMetricsRequest request;
  for (const auto& id : options.metrics) request.add_metric_ids(id);
  request.set_page_size(1000);
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::MetricsService::NewStub(connection->channel());
  api::v1::ListMetricsResponse response;
  AL_RETURN_IF_ERROR(connection->Call(*stub, &Stub::ListMetrics, request, &response));
  if (session.options().format() == OutputFormat::kJson) {
    Json list = Json::array();
    for (const auto& metric : response.metrics()) list.push_back(MessageToJson(metric));
    session.streams().out << list.dump(2) << "\n";
    return ExitCode::kOk;
  }
  Report report({{"metric", "Metric"},
                 {"name", "Name"},
                 {"edition", "Edition", Alignment::kRight},
                 {"formula", "Formula"},
                 {"source", "Source"}});
  for (const auto& metric : response.metrics()) {
    std::string sources;
    for (const auto& source : metric.sources()) sources += (sources.empty() ? "" : ", ") + source;
    report.AddRow({TextCell(metric.id()), TextCell(metric.name()), CountCell(metric.edition()),
                   TextCell(metric.formula()), TextCell(sources)});
  }
  session.Show(report);
  return ExitCode::kOk;
}

void AddQueryOptions(CLI::App* command, MetricsOptions* options, bool required) {
  auto* metric =
      command->add_option("--metric", options->metrics, "Metric id, such as P-10; may repeat");
  if (required) metric->required();
  command->add_option("--from", options->from, "First day");
  command->add_option("--to", options->to, "Last day");
  command->add_option("--by", options->group_by,
                      "Group by partnership, partner, phase, strategy, geography, supplier_class, "
                      "month, quarter, fiscal_year or anchor; may repeat");
  command->add_option("--anchor", options->anchors, "Only these anchors");
  command->add_option("--partnership", options->partnerships, "Only these partnerships, or none");
  command->add_option("--partner", options->partners, "Only these partners, or none");
  command->add_option("--phase", options->phases, "Only these phases, or none");
  command->add_option("--strategy", options->strategies, "Only these strategies");
  command->add_option("--geography", options->geographies, "Only these places, scheme:code");
  command->add_option("--class", options->classes, "Only these supplier classes, or none");
  command->add_option("--known-on", options->known_on, "As the log knew at the end of this day");
  command->add_option("--known-position", options->known_position, "As known at this position");
  command->add_option("--min-position", options->min_position, "Wait until this event counts");
  command->add_option("--basis", options->basis, "actual, estimated or projected");
  command->add_option("--currency", options->currency, "Only this currency");
}

}  // namespace

void AddMetricsCommands(CLI::App& app, Session& session) {
  CLI::App* metrics = app.add_subcommand("metrics", "The numbers, and where they come from");
  metrics->require_subcommand(1);
  auto options = std::make_shared<MetricsOptions>();
  CLI::App* list = AddCommand(*metrics, session, "list", "Metrics with their formula and source",
                              [&session, options] { return ListMetrics(session, *options); });
  list->add_option("--metric", options->metrics, "Only these");

  CLI::App* query = AddCommand(*metrics, session, "query", "Values over a window",
                               [&session, options] { return QueryMetrics(session, *options); });
  AddQueryOptions(query, options.get(), true);
  query->footer(
      "Example: anchorledger metrics query --metric P-10 --metric P-11 --anchor st-example "
      "--from 2020-04-01 --to 2021-03-31 --by quarter --by supplier_class");

  CLI::App* explain = AddCommand(*metrics, session, "explain", "The events behind one value",
                                 [&session, options] { return ExplainMetric(session, *options); });
  AddQueryOptions(explain, options.get(), true);
  explain->add_option("--cell", options->cell, "The cell's group, DIMENSION=KEY; may repeat");
  explain->add_option("--part", options->part, "A named part of the metric");
  explain->add_option("--limit", options->limit, "At most so many events")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();

  CLI::App* watch = AddCommand(*metrics, session, "watch", "Values now and whenever they change",
                               [&session, options] { return WatchMetrics(session, *options); });
  AddQueryOptions(watch, options.get(), true);
}

}  // namespace anchorledger::cli
