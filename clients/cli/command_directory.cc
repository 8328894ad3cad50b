#include <map>
#include <memory>

#include "anchorledger/api/v1/directory.grpc.pb.h"
#include "clients/cli/message_table.h"
#include "clients/cli/output/proto_json.h"
#include "clients/cli/session.h"

namespace anchorledger::cli {
namespace {

using Stub = api::v1::DirectoryService::Stub;

struct DirectoryOptions {
  std::string search, id, anchor, partnership, payee, geography;
  std::vector<std::string> kinds, phases, strategies;
  int limit = 100;
  std::string page_token;
  std::uint64_t min_position = 0;
};

// Empty for what was not said.
std::string WordOf(const google::protobuf::EnumDescriptor* type, int number) {
  return number == 0 ? "" : EnumWord(*type, number, std::to_string(number));
}

std::string GeoWord(const event::v1::GeoRef& geo) {
  const std::string scheme = WordOf(event::v1::GeoScheme_descriptor(), geo.scheme());
  return scheme.empty() ? "" : scheme + ":" + geo.code();
}

base::Status SetGeography(const DirectoryOptions& options, event::v1::GeoRef* geo) {
  const auto colon = options.geography.find(':');
  if (colon == std::string::npos) {
    return base::MakeError(base::ErrorReason::kFieldInvalid,
                           "--geography: write SCHEME:CODE such as zcta5:02119");
  }
  const auto scheme =
      ParseEnumWord(*event::v1::GeoScheme_descriptor(), options.geography.substr(0, colon));
  if (!scheme.ok()) return base::Annotate(scheme.status(), "--geography");
  geo->set_scheme(static_cast<event::v1::GeoScheme>(*scheme));
  geo->set_code(options.geography.substr(colon + 1));
  return absl::OkStatus();
}

// Adds the words of an option to a repeated enum field; an error names the option.
template <typename Enum, typename Add>
base::Status AddWords(const char* option, const std::vector<std::string>& words,
                      const google::protobuf::EnumDescriptor* type, const Add& add) {
  for (const std::string& word : words) {
    const auto number = ParseEnumWord(*type, word);
    if (!number.ok()) return base::Annotate(number.status(), option);
    add(static_cast<Enum>(*number));
  }
  return absl::OkStatus();
}

api::v1::DirectoryPage PageOf(const DirectoryOptions& options) {
  api::v1::DirectoryPage page;
  page.set_page_size(options.limit);
  page.set_page_token(options.page_token);
  page.set_search(options.search);
  page.set_min_position(options.min_position);
  return page;
}

// Calls a list method; `row` adds one entry to the report.
template <typename Request, typename Response, typename Rows>
base::StatusOr<ExitCode> List(
    Session& session, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
    const Request& request, std::vector<Column> columns, const std::string& key, const Rows& rows) {
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::DirectoryService::NewStub(connection->channel());
  Response response;
  AL_RETURN_IF_ERROR(connection->Call(*stub, method, request, &response));
  if (session.options().format() == OutputFormat::kJson) {
    Json answer = MessageToJson(response);
    if (!answer.contains(key)) answer[key] = Json::array();
    session.streams().out << answer.dump(2) << "\n";
    session.NoteMore(response.next_page_token());
    return ExitCode::kOk;
  }
  Report report(std::move(columns));
  rows(response, &report);
  session.ShowPage(report, response.next_page_token());
  return ExitCode::kOk;
}

// Calls a get method and shows every field of the answer.
template <typename Request, typename Response>
base::StatusOr<ExitCode> Show(Session& session,
                              grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                           Response*),
                              const Request& request) {
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::DirectoryService::NewStub(connection->channel());
  Response response;
  AL_RETURN_IF_ERROR(connection->Call(*stub, method, request, &response));
  ShowMessage(session, response);
  return ExitCode::kOk;
}

base::StatusOr<ExitCode> ListPartners(Session& session, const DirectoryOptions& options) {
  api::v1::ListPartnersRequest request;
  *request.mutable_page() = PageOf(options);
  AL_RETURN_IF_ERROR(AddWords<event::v1::PartnerKind>("--kind", options.kinds,
                                                      event::v1::PartnerKind_descriptor(),
                                                      [&](auto k) { request.add_kinds(k); }));
  if (!options.geography.empty()) {
    AL_RETURN_IF_ERROR(SetGeography(options, request.mutable_geography()));
  }
  return List(
      session, &Stub::ListPartners, request,
      {{"partner_id", "Partner"}, {"org_name", "Name"}, {"kind", "Kind"}, {"home", "Home"}},
      "partners", [](const auto& response, Report* report) {
        for (const auto& partner : response.partners()) {
          report->AddRow({TextCell(partner.partner_id()), TextCell(partner.org_name()),
                          TextCell(WordOf(event::v1::PartnerKind_descriptor(), partner.kind())),
                          TextCell(GeoWord(partner.home_geo()))});
        }
      });
}

base::StatusOr<ExitCode> ListAnchors(Session& session, const DirectoryOptions& options) {
  api::v1::ListAnchorsRequest request;
  *request.mutable_page() = PageOf(options);
  return List(
      session, &Stub::ListAnchors, request,
      {{"anchor_id", "Anchor"},
       {"legal_name", "Name"},
       {"currency", "Currency"},
       {"partnerships", "Partnerships", Alignment::kRight}},
      "anchors", [](const auto& response, Report* report) {
        for (const auto& anchor : response.anchors()) {
          report->AddRow({TextCell(anchor.anchor_id()), TextCell(anchor.legal_name()),
                          TextCell(anchor.currency()), CountCell(anchor.partnership_count())});
        }
      });
}

base::StatusOr<ExitCode> ListPartnerships(Session& session, const DirectoryOptions& options) {
  api::v1::ListPartnershipsRequest request;
  *request.mutable_page() = PageOf(options);
  request.set_anchor_id(options.anchor);
  request.set_geo_id(options.geography);
  AL_RETURN_IF_ERROR(AddWords<event::v1::CwbModel>("--kind", options.kinds,
                                                   event::v1::CwbModel_descriptor(),
                                                   [&](auto m) { request.add_models(m); }));
  AL_RETURN_IF_ERROR(AddWords<event::v1::Phase>("--phase", options.phases,
                                                event::v1::Phase_descriptor(),
                                                [&](auto p) { request.add_phases(p); }));
  AL_RETURN_IF_ERROR(AddWords<event::v1::Strategy>("--strategy", options.strategies,
                                                   event::v1::Strategy_descriptor(),
                                                   [&](auto s) { request.add_strategies(s); }));
  return List(
      session, &Stub::ListPartnerships, request,
      {{"partnership_id", "Partnership"},
       {"title", "Title"},
       {"cwb_model", "Model"},
       {"phase", "Phase"},
       {"lead_anchor_id", "Lead anchor"},
       {"lead_partner_id", "Lead partner"}},
      "partnerships", [](const auto& response, Report* report) {
        for (const auto& one : response.partnerships()) {
          report->AddRow({TextCell(one.partnership_id()), TextCell(one.title()),
                          TextCell(WordOf(event::v1::CwbModel_descriptor(), one.cwb_model())),
                          TextCell(WordOf(event::v1::Phase_descriptor(), one.current_phase())),
                          TextCell(one.lead_anchor_id()), TextCell(one.lead_partner_id())});
        }
      });
}

base::StatusOr<ExitCode> ListSuppliers(Session& session, const DirectoryOptions& options) {
  api::v1::ListSuppliersRequest request;
  *request.mutable_page() = PageOf(options);
  AL_RETURN_IF_ERROR(AddWords<event::v1::SupplierClass>("--kind", options.kinds,
                                                        event::v1::SupplierClass_descriptor(),
                                                        [&](auto c) { request.add_classes(c); }));
  if (!options.geography.empty()) {
    AL_RETURN_IF_ERROR(SetGeography(options, request.mutable_geography()));
  }
  return List(
      session, &Stub::ListSuppliers, request,
      {{"supplier_id", "Supplier"}, {"name", "Name"}, {"place", "Place"}, {"classes", "Classes"}},
      "suppliers", [](const auto& response, Report* report) {
        for (const auto& supplier : response.suppliers()) {
          std::string classes;
          for (const auto& span : supplier.classes()) {
            classes += (classes.empty() ? "" : " ") +
                       WordOf(event::v1::SupplierClass_descriptor(), span.class_());
          }
          report->AddRow({TextCell(supplier.supplier_id()), TextCell(supplier.name()),
                          TextCell(GeoWord(supplier.business_geo())), TextCell(classes)});
        }
      });
}

// One line a currency, since amounts of two currencies are never added. Of this page only, where
// there are more.
void AddBalanceTotals(const api::v1::ListInvestmentsResponse& response, Report* report) {
  struct Sums {
    std::int64_t committed = 0, disbursed = 0, outstanding = 0;
  };
  std::map<std::string, Sums> by_currency;
  for (const auto& one : response.investments()) {
    Sums& sums = by_currency[one.currency()];
    const bool overflow =
        __builtin_add_overflow(sums.committed, one.committed_minor(), &sums.committed) ||
        __builtin_add_overflow(sums.disbursed, one.disbursed_minor(), &sums.disbursed) ||
        __builtin_add_overflow(sums.outstanding, one.outstanding_minor(), &sums.outstanding);
    if (overflow) return;  // better no total than a wrong one
  }
  for (const auto& [currency, sums] : by_currency) {
    report->AddTotals({response.next_page_token().empty() ? "total" : "total of this page", "", "",
                       MoneyCell(sums.committed, currency).text,
                       MoneyCell(sums.disbursed, currency).text,
                       MoneyCell(sums.outstanding, currency).text, ""});
  }
}

base::StatusOr<ExitCode> ListInvestments(Session& session, const DirectoryOptions& options) {
  api::v1::ListInvestmentsRequest request;
  *request.mutable_page() = PageOf(options);
  request.set_anchor_id(options.anchor);
  request.set_partnership_id(options.partnership);
  request.set_payee_org_id(options.payee);
  AL_RETURN_IF_ERROR(AddWords<event::v1::Instrument>("--kind", options.kinds,
                                                     event::v1::Instrument_descriptor(),
                                                     [&](auto i) { request.add_instruments(i); }));
  return List(
      session, &Stub::ListInvestments, request,
      {{"investment_id", "Investment"},
       {"instrument", "Instrument"},
       {"payee", "Payee"},
       {"committed", "Committed", Alignment::kRight},
       {"disbursed", "Disbursed", Alignment::kRight},
       {"outstanding", "Outstanding", Alignment::kRight},
       {"currency", "", Alignment::kLeft, /*in_table=*/false}},
      "investments", [](const auto& response, Report* report) {
        for (const auto& one : response.investments()) {
          report->AddRow(
              {TextCell(one.investment_id()),
               TextCell(WordOf(event::v1::Instrument_descriptor(), one.instrument())),
               TextCell(one.payee_org_id()), MoneyCell(one.committed_minor(), one.currency()),
               MoneyCell(one.disbursed_minor(), one.currency()),
               MoneyCell(one.outstanding_minor(), one.currency()), TextCell(one.currency())});
        }
        AddBalanceTotals(response, report);
      });
}

using ListFunction = base::StatusOr<ExitCode> (*)(Session&, const DirectoryOptions&);

// One noun: `list` with its filters and `show ID`.
struct Noun {
  const char* name;
  const char* what;
  ListFunction list;
  const char* kinds_help;  // null = no --kind
  const google::protobuf::EnumDescriptor* (*kinds)();
  ListFunction show;
};

base::StatusOr<ExitCode> ShowAnchor(Session& session, const DirectoryOptions& options) {
  api::v1::GetAnchorRequest request;
  request.set_anchor_id(options.id);
  request.set_min_position(options.min_position);
  return Show(session, &Stub::GetAnchor, request);
}

base::StatusOr<ExitCode> ShowPartner(Session& session, const DirectoryOptions& options) {
  api::v1::GetPartnerRequest request;
  request.set_partner_id(options.id);
  request.set_min_position(options.min_position);
  return Show(session, &Stub::GetPartner, request);
}

base::StatusOr<ExitCode> ShowPartnership(Session& session, const DirectoryOptions& options) {
  api::v1::GetPartnershipRequest request;
  request.set_partnership_id(options.id);
  request.set_min_position(options.min_position);
  return Show(session, &Stub::GetPartnership, request);
}

base::StatusOr<ExitCode> ShowSupplier(Session& session, const DirectoryOptions& options) {
  api::v1::GetSupplierRequest request;
  request.set_supplier_id(options.id);
  request.set_min_position(options.min_position);
  return Show(session, &Stub::GetSupplier, request);
}

base::StatusOr<ExitCode> ShowInvestment(Session& session, const DirectoryOptions& options) {
  api::v1::GetInvestmentRequest request;
  request.set_investment_id(options.id);
  request.set_min_position(options.min_position);
  return Show(session, &Stub::GetInvestment, request);
}

constexpr Noun kNouns[] = {
    {"anchors", "Anchor institutions", ListAnchors, nullptr, nullptr, ShowAnchor},
    {"partners", "Partner organisations", ListPartners, "Kind, such as clt; may repeat",
     event::v1::PartnerKind_descriptor, ShowPartner},
    {"partnerships", "Partnerships with phases and strategies", ListPartnerships,
     "Model, such as worker_coop; may repeat", event::v1::CwbModel_descriptor, ShowPartnership},
    {"suppliers", "Suppliers with their classes", ListSuppliers,
     "Class held today, such as nonprofit; may repeat", event::v1::SupplierClass_descriptor,
     ShowSupplier},
    {"investments", "Investments with balances", ListInvestments,
     "Instrument, such as loan; may repeat", event::v1::Instrument_descriptor, ShowInvestment},
};

void AddNoun(CLI::App& app, Session& session, const Noun& noun) {
  CLI::App* group = app.add_subcommand(noun.name, noun.what);
  group->require_subcommand(1);
  auto options = std::make_shared<DirectoryOptions>();
  CLI::App* list = AddCommand(*group, session, "list", "List and search",
                              [&session, options, noun] { return noun.list(session, *options); });
  list->add_option("--search", options->search, "Beginnings of words in name or id");
  list->add_option("--limit", options->limit, "At most so many")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  list->add_option("--page-token", options->page_token, "Continue after an earlier page");
  list->add_option("--min-position", options->min_position, "Wait until this event counts");
  if (noun.kinds_help != nullptr) {
    WithChoices(session, list->add_option("--kind", options->kinds, noun.kinds_help),
                EnumWords(*noun.kinds()));
  }
  const std::string name = noun.name;
  list->footer("Example: anchorledger " + name + " list --search north --limit 20 -o csv");
  if (name == "partnerships") {
    WithChoices(session, list->add_option("--phase", options->phases, "Current phase; may repeat"),
                EnumWords(*event::v1::Phase_descriptor()));
    WithChoices(session, list->add_option("--strategy", options->strategies, "May repeat"),
                EnumWords(*event::v1::Strategy_descriptor()));
    list->add_option("--geography", options->geography, "Id of the geography");
  }
  if (name == "partners" || name == "suppliers") {
    list->add_option("--geography", options->geography, "Place, SCHEME:CODE");
  }
  if (name == "partnerships" || name == "investments") {
    list->add_option("--anchor", options->anchor, "Of this anchor");
  }
  if (name == "investments") {
    list->add_option("--partnership", options->partnership, "Of this partnership");
    list->add_option("--payee", options->payee, "Paid to this organisation");
  }
  CLI::App* show = AddCommand(*group, session, "show", "Everything about one",
                              [&session, options, noun] { return noun.show(session, *options); });
  show->footer("Example: anchorledger " + name + " show ID");
  show->add_option("id", options->id, "Its id")->required();
  show->add_option("--min-position", options->min_position, "Wait until this event counts");
}

}  // namespace

void AddDirectoryCommands(CLI::App& app, Session& session) {
  for (const Noun& noun : kNouns) AddNoun(app, session, noun);
}

}  // namespace anchorledger::cli
