#include <algorithm>
#include <memory>

#include "anchorledger/api/v1/metrics.grpc.pb.h"
#include "clients/cli/explain_report.h"
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
  std::vector<std::string> suppliers, investments;
  std::vector<std::string> cell;  // dimension=key of the cell to explain
  int limit = 1000;
  std::string page_token;
  bool all = false;
};

// What may be grouped by: every dimension but the target, by which cells come on their own.
std::vector<std::string> GroupingWords() {
  std::vector<std::string> words = EnumWords(*api::v1::MetricDimension_descriptor());
  words.erase(std::remove(words.begin(), words.end(), "target"), words.end());
  return words;
}

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
  for (const auto& id : options.suppliers) filter->add_supplier_ids(id);
  for (const auto& id : options.investments) filter->add_investment_ids(id);
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
    AL_RETURN_IF_ERROR(AddWords({options.basis}, "--basis", event::v1::Basis_descriptor(),
                                [&](int n) { query.set_basis(static_cast<event::v1::Basis>(n)); }));
  }
  for (const std::string& word : options.group_by) {
    const std::vector<std::string> words = GroupingWords();
    if (std::find(words.begin(), words.end(), word) == words.end()) {
      return base::MakeError(base::ErrorReason::kFieldInvalid,
                             "--by: \"" + word + "\" is none of: " + Joined(words));
    }
    AL_ASSIGN_OR_RETURN(const int number,
                        ParseEnumWord(*api::v1::MetricDimension_descriptor(), word));
    query.add_group_by(static_cast<api::v1::MetricDimension>(number));
  }
  AL_RETURN_IF_ERROR(SetFilter(options, query.mutable_filter()));
  return query;
}

// Shows one answer; in a watch, CSV goes on below the one before.
void ShowAnswer(Session& session, const api::v1::MetricQuery& query,
                const api::v1::QueryMetricsResponse& response, bool first) {
  std::ostream& out = session.streams().out;
  switch (session.options().format()) {
    case OutputFormat::kJson:
      out << MetricAnswerToJson(response).dump(2) << "\n";
      break;
    case OutputFormat::kTable:
      session.Show(MetricTable(response));
      break;
    case OutputFormat::kCsv:
      if (first) {
        session.Show(MetricCsv(response, query));
      } else {
        MetricCsv(response, query).WriteCsvRows(out);
      }
      break;
  }
  out << std::flush;  // a watch goes on; a reader of a pipe wants it now
}

bool IsTime(int dimension) {
  return dimension == api::v1::METRIC_DIMENSION_MONTH ||
         dimension == api::v1::METRIC_DIMENSION_QUARTER ||
         dimension == api::v1::METRIC_DIMENSION_FISCAL_YEAR;
}

// An answer by spans of time has no value of the whole window: a sum of spans would be wrong for
// all but sums. It is asked for, as known at the same position, and added to the totals.
base::Status AddWindowTotals(Connection& connection, Stub& stub,
                             const api::v1::QueryMetricsRequest& request,
                             api::v1::QueryMetricsResponse* response) {
  const auto& group_by = request.query().group_by();
  if (std::none_of(group_by.begin(), group_by.end(), IsTime)) return absl::OkStatus();
  api::v1::QueryMetricsRequest whole = request;
  whole.mutable_query()->clear_group_by();
  if (!whole.query().has_known_on() && whole.query().known_position() == 0) {
    whole.mutable_query()->set_known_position(response->as_of_position());
  }
  api::v1::QueryMetricsResponse answer;
  AL_RETURN_IF_ERROR(connection.Call(stub, &Stub::QueryMetrics, whole, &answer));
  for (const auto& from : answer.results()) {
    for (auto& to : *response->mutable_results()) {
      if (to.metric_id() == from.metric_id()) to.mutable_totals()->MergeFrom(from.cells());
    }
  }
  return absl::OkStatus();
}

base::StatusOr<ExitCode> QueryMetrics(Session& session, const MetricsOptions& options) {
  api::v1::QueryMetricsRequest request;
  for (const auto& id : options.metrics) request.add_metric_ids(id);
  AL_ASSIGN_OR_RETURN(*request.mutable_query(), QueryOf(options));
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::MetricsService::NewStub(connection->channel());
  api::v1::QueryMetricsResponse response;
  AL_RETURN_IF_ERROR(connection->Call(*stub, &Stub::QueryMetrics, request, &response));
  AL_RETURN_IF_ERROR(AddWindowTotals(*connection, *stub, request, &response));
  ShowAnswer(session, request.query(), response, /*first=*/true);
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
  for (bool first = true; reader->Read(&message); first = false) {
    ShowAnswer(session, request.query(), message.answer(), first);
  }
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

// Fetches the page that was asked for, and with --all those after it. The pages of one explanation
// are true for one position.
base::Status FetchContributions(Connection& connection, Stub& stub, bool all,
                                api::v1::ExplainMetricRequest request,
                                api::v1::ExplainMetricResponse* response) {
  AL_RETURN_IF_ERROR(connection.Call(stub, &Stub::ExplainMetric, request, response));
  while (all && !response->next_page_token().empty()) {
    request.set_page_token(response->next_page_token());
    api::v1::ExplainMetricResponse page;
    AL_RETURN_IF_ERROR(connection.Call(stub, &Stub::ExplainMetric, request, &page));
    response->mutable_contributions()->MergeFrom(page.contributions());
    response->set_next_page_token(page.next_page_token());
  }
  return absl::OkStatus();
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
  request.set_page_token(options.page_token);
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::MetricsService::NewStub(connection->channel());
  api::v1::ExplainMetricResponse response;
  AL_RETURN_IF_ERROR(FetchContributions(*connection, *stub, options.all, request, &response));
  Report report = ExplainReport(request, response);
  report.SetJsonEnvelope("contributions",
                         {{"cell", MetricCellToJson(request.metric_id(), response.cell())},
                          {"numerator_total", response.numerator_total()},
                          {"denominator_total", response.denominator_total()},
                          {"combination", EnumWord(*api::v1::ContributionCombination_descriptor(),
                                                   response.combination())},
                          {"contributions_total", response.contributions_total()},
                          {"next_page_token", response.next_page_token()}});
  session.ShowPage(report, response.next_page_token(),
                   "Shown: " + GroupDigits(response.contributions_size()) + " of " +
                       GroupDigits(static_cast<std::int64_t>(response.contributions_total())) +
                       " events; all of them with --all, more");
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
                 {"supplier", "Of one supplier"},
                 {"investment", "Of one investment"},
                 {"source", "Source"}});
  const auto narrowing = [](metric::v1::MetricNarrowing number) {
    if (number == metric::v1::METRIC_NARROWING_UNSPECIFIED) return TextCell("no");
    return TextCell(EnumWord(*metric::v1::MetricNarrowing_descriptor(), number));
  };
  for (const auto& metric : response.metrics()) {
    std::string sources;
    for (const auto& source : metric.sources()) sources += (sources.empty() ? "" : ", ") + source;
    report.AddRow({TextCell(metric.id()), TextCell(metric.name()), CountCell(metric.edition()),
                   TextCell(metric.formula()), narrowing(metric.supplier_narrowing()),
                   narrowing(metric.investment_narrowing()), TextCell(sources)});
  }
  session.Show(report);
  return ExitCode::kOk;
}

void AddQueryOptions(Session& session, CLI::App* command, MetricsOptions* options) {
  WithMetricIds(session, command->add_option("--metric", options->metrics,
                                             "Metric id, such as P-10; may repeat"))
      ->required();
  command->add_option("--from", options->from, "First day, YYYY-MM-DD");
  command->add_option("--to", options->to, "Last day, YYYY-MM-DD");
  WithChoices(session,
              command->add_option("--by", options->group_by,
                                  "Group by " + Joined(GroupingWords()) + "; may repeat"),
              GroupingWords());
  command->add_option("--anchor", options->anchors, "Only these anchors");
  command->add_option("--partnership", options->partnerships, "Only these partnerships, or none");
  command->add_option("--partner", options->partners, "Only these partners, or none");
  command->add_option("--supplier", options->suppliers, "Only what is about these suppliers");
  command->add_option("--investment", options->investments, "Only what is about these investments");
  WithChoices(session,
              command->add_option("--phase", options->phases, "Only these phases, or none"),
              EnumWords(*event::v1::Phase_descriptor()));
  WithChoices(session,
              command->add_option("--strategy", options->strategies, "Only these strategies"),
              EnumWords(*event::v1::Strategy_descriptor()));
  command->add_option("--geography", options->geographies, "Only these places, scheme:code");
  WithChoices(
      session,
      command->add_option("--class", options->classes, "Only these supplier classes, or none"),
      EnumWords(*event::v1::SupplierClass_descriptor()));
  command->add_option("--known-on", options->known_on,
                      "As the log knew at the end of this day, YYYY-MM-DD");
  command->add_option("--known-position", options->known_position, "As known at this position");
  command->add_option("--min-position", options->min_position, "Wait until this event counts");
  const std::vector<std::string> bases = EnumWords(*event::v1::Basis_descriptor());
  WithChoices(session, command->add_option("--basis", options->basis, "One of " + Joined(bases)),
              bases);
  command->add_option("--currency", options->currency, "Only this currency");
}

}  // namespace

void AddMetricsCommands(CLI::App& app, Session& session) {
  CLI::App* metrics = app.add_subcommand("metrics", "The numbers, and where they come from");
  metrics->require_subcommand(1);
  auto options = std::make_shared<MetricsOptions>();
  CLI::App* list = AddCommand(*metrics, session, "list", "Metrics with their formula and source",
                              [&session, options] { return ListMetrics(session, *options); });
  WithMetricIds(session, list->add_option("--metric", options->metrics, "Only these; may repeat"));
  list->footer("Example: anchorledger metrics list --metric P-10 --metric X-20");

  CLI::App* query = AddCommand(*metrics, session, "query", "Values over a window",
                               [&session, options] { return QueryMetrics(session, *options); });
  AddQueryOptions(session, query, options.get());
  query->footer(
      "Example: anchorledger metrics query --metric P-10 --metric P-11 --anchor st-example "
      "--from 2020-04-01 --to 2021-03-31 --by quarter --by supplier_class");

  CLI::App* explain = AddCommand(*metrics, session, "explain", "The events behind one value",
                                 [&session, options] { return ExplainMetric(session, *options); });
  AddQueryOptions(session, explain, options.get());
  explain->add_option("--cell", options->cell, "The cell's group, DIMENSION=KEY; may repeat");
  explain->add_option("--part", options->part, "A named part of the metric");
  explain->add_option("--limit", options->limit, "At most so many events on a page")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  explain->add_option("--page-token", options->page_token, "Continue after an earlier page");
  explain->add_flag("--all", options->all, "Every page");
  explain->footer(
      "Examples:\n"
      "  anchorledger metrics explain --metric P-10 --anchor st-example --from 2020-04-01 "
      "--to 2021-03-31\n"
      "  anchorledger metrics explain --metric P-10 --by quarter --cell quarter=2020-Q2 --all "
      "--output csv\n");

  CLI::App* watch = AddCommand(*metrics, session, "watch", "Values now and whenever they change",
                               [&session, options] { return WatchMetrics(session, *options); });
  AddQueryOptions(session, watch, options.get());
  watch->footer("Example: anchorledger metrics watch --metric P-10 --by partnership -o csv");
}

}  // namespace anchorledger::cli
