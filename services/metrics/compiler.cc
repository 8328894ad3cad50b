#include "services/metrics/compiler.h"

#include <algorithm>
#include <map>
#include <utility>

#include "services/metrics/fold_compiler.h"
#include "services/metrics/single_things.h"

namespace anchorledger::metrics {
namespace {

namespace pb = ::anchorledger::metric::v1;
using base::Status;
using base::StatusOr;

// metric('A') may lead to metric('B'), but not for ever.
constexpr int kReferenceDepthMax = 8;

std::string Indexed(std::string_view name, int index) {
  return std::string(name) + "[" + std::to_string(index) + "]";
}

base::Date ValidFrom(const pb::MetricDefinition& definition) {
  return definition.has_valid_from() ? base::Date{definition.valid_from().days()}
                                     : base::kFirstDate;
}

// The definition that metric('id') means to a definition valid from `day`.
const SourcedDefinition* FindReferred(const std::vector<SourcedDefinition>& all,
                                      std::string_view id, base::Date day) {
  const SourcedDefinition* best = nullptr;
  for (const SourcedDefinition& candidate : all) {
    const base::Date from = ValidFrom(candidate.definition);
    if (candidate.definition.id() != id || from > day) continue;
    if (best == nullptr || from >= ValidFrom(best->definition)) best = &candidate;
  }
  return best;
}

// Copies the tree of `from` below `index` into `into`; `rename` is given each name.
template <typename Rename>
int Splice(const Expression& from, int index, const Rename& rename, Expression* into) {
  Node node = from.at(index);
  if (node.kind == NodeKind::kName) node.text = rename(node.text);
  std::vector<int> children;
  for (const int child : node.children) children.push_back(Splice(from, child, rename, into));
  node.children = std::move(children);
  into->nodes.push_back(std::move(node));
  return static_cast<int>(into->nodes.size()) - 1;
}

// Compiles one definition and what it refers to into one plan.
class MetricCompiler {
 public:
  MetricCompiler(const SourcedDefinition& source, const std::vector<SourcedDefinition>& all,
                 const ClassSets& sets)
      : source_(source), all_(all), sets_(sets) {}

  StatusOr<Plan> Compile() {
    const pb::MetricDefinition& definition = source_.definition;
    plan_.definition = definition;
    plan_.source = source_.PlaceOf("");
    plan_.valid_from = ValidFrom(definition);
    AL_RETURN_IF_ERROR(AddAggregates(source_, "", nullptr, 0));
    if (!definition.value().empty()) {
      AL_ASSIGN_OR_RETURN(plan_.value, Formula(definition.value(), "value"));
    }
    for (int i = 0; i < definition.parts_size(); ++i) {
      AL_ASSIGN_OR_RETURN(Program part,
                          Formula(definition.parts(i).value(), Indexed("parts", i) + ".value"));
      plan_.parts.push_back(std::move(part));
    }
    if (definition.has_goal()) {
      AL_ASSIGN_OR_RETURN(plan_.goal, Goal(definition.goal().condition()));
    }
    MarkUsed();
    plan_.definition.set_supplier_narrowing(NarrowingTo(plan_, "supplier"));
    plan_.definition.set_investment_narrowing(NarrowingTo(plan_, "investment"));
    return std::move(plan_);
  }

 private:
  void MarkUsed() {
    const auto mark = [this](const Program& program) {
      for (const int variable : program.Variables()) {
        plan_.variables[static_cast<std::size_t>(variable)].used = true;
      }
    };
    if (plan_.value) mark(*plan_.value);
    for (const Program& part : plan_.parts) mark(part);
  }

  Status At(std::string_view path, const Status& status) const {
    return base::Annotate(
        status, source_.PlaceOf(path) + ": " + source_.definition.id() + " " + std::string(path));
  }

  // Adds the aggregates of a definition as variables called prefix + name. `extra` is a condition
  // that all their facts must meet too.
  Status AddAggregates(const SourcedDefinition& from, const std::string& prefix,
                       const Expression* extra, int depth) {
    if (depth > kReferenceDepthMax) {
      return base::MakeError(base::ErrorReason::kFieldInvalid,
                             "metrics refer to each other in a circle");
    }
    const FoldCompiler folds(from, sets_, extra);
    for (int i = 0; i < from.definition.aggregates_size(); ++i) {
      const std::string path = Indexed("aggregates", i);
      AL_RETURN_IF_ERROR(AddAggregate(from.definition.aggregates(i), path, prefix, folds));
    }
    return {};
  }

  Status AddAggregate(const pb::Aggregate& aggregate, const std::string& path,
                      const std::string& prefix, const FoldCompiler& folds) {
    switch (aggregate.form_case()) {
      case pb::Aggregate::kFacts: {
        AL_ASSIGN_OR_RETURN(FactFold fold, folds.Facts(aggregate.facts(), path + ".facts"));
        plan_.facts.push_back(std::move(fold));
        return AddVariable(prefix + aggregate.name(),
                           {Variable::From::kFacts, plan_.facts.size() - 1}, path);
      }
      case pb::Aggregate::kEntities: {
        AL_ASSIGN_OR_RETURN(EntityFold fold,
                            folds.Entities(aggregate.entities(), path + ".entities"));
        plan_.entities.push_back(std::move(fold));
        for (int i = 0; i < aggregate.entities().outputs_size(); ++i) {
          AL_RETURN_IF_ERROR(AddVariable(
              prefix + aggregate.entities().outputs(i).name(),
              {Variable::From::kEntities, plan_.entities.size() - 1, static_cast<std::size_t>(i)},
              path));
        }
        return {};
      }
      case pb::Aggregate::kBaseline: {
        AL_ASSIGN_OR_RETURN(BaselineFold fold,
                            folds.Baseline(aggregate.baseline(), path + ".baseline"));
        plan_.baselines.push_back(std::move(fold));
        return AddVariable(prefix + aggregate.name(),
                           {Variable::From::kBaseline, plan_.baselines.size() - 1}, path);
      }
      case pb::Aggregate::FORM_NOT_SET:
        break;
    }
    return At(path, base::MakeError(base::ErrorReason::kFieldMissing, "the form is missing"));
  }

  Status AddVariable(const std::string& name, Variable variable, const std::string& path) {
    if (name.empty() || name.back() == '/') {
      return At(path, base::MakeError(base::ErrorReason::kFieldMissing, "the name is missing"));
    }
    if (!names_.emplace(name, static_cast<int>(plan_.variables.size())).second) {
      return At(path, base::MakeError(base::ErrorReason::kFieldInvalid,
                                      "the name '" + name + "' is used twice"));
    }
    plan_.variables.push_back(variable);
    return {};
  }

  StatusOr<Program> Formula(const std::string& text, const std::string& path) {
    StatusOr<Expression> expression = ParseExpression(text);
    if (!expression.ok()) return At(path, expression.status());
    StatusOr<Expression> inlined = Inlined(*expression, "", 0);
    if (!inlined.ok()) return At(path, inlined.status());
    StatusOr<Program> program =
        Program::Compile(*inlined, [this](std::string_view name) { return FindName(name); });
    if (!program.ok()) return At(path, program.status());
    return program;
  }

  StatusOr<Program> Goal(const std::string& text) {
    StatusOr<Expression> expression = ParseExpression(text);
    if (!expression.ok()) return At("goal.condition", expression.status());
    StatusOr<Program> program = Program::Compile(*expression, [](std::string_view name) {
      return name == "value" ? std::optional<int>(0) : std::nullopt;
    });
    if (!program.ok()) return At("goal.condition", program.status());
    return program;
  }

  std::optional<int> FindName(std::string_view name) const {
    const auto found = names_.find(name);
    if (found == names_.end()) return std::nullopt;
    return found->second;
  }

  // The tree with each metric(...) replaced by the formula of that metric, and each name with the
  // prefix of its metric.
  StatusOr<Expression> Inlined(const Expression& expression, const std::string& prefix, int depth) {
    Expression result;
    StatusOr<int> root = InlineNode(expression, expression.root, prefix, depth, &result);
    if (!root.ok()) return root.status();
    result.root = *root;
    return result;
  }

  StatusOr<int> InlineNode(const Expression& expression, int index, const std::string& prefix,
                           int depth, Expression* into) {
    const Node& node = expression.at(index);
    const bool member = node.kind == NodeKind::kMember;
    const Node& call = member ? expression.at(node.children[0]) : node;
    if (call.kind == NodeKind::kCall && call.text == "metric") {
      return InlineMetric(expression, call, member ? node.text : "", depth, into);
    }
    Node copy = node;
    if (copy.kind == NodeKind::kName) copy.text = prefix + copy.text;
    for (int& child : copy.children) {
      AL_ASSIGN_OR_RETURN(child, InlineNode(expression, child, prefix, depth, into));
    }
    into->nodes.push_back(std::move(copy));
    return static_cast<int>(into->nodes.size()) - 1;
  }

  StatusOr<int> InlineMetric(const Expression& expression, const Node& call,
                             const std::string& part, int depth, Expression* into) {
    if (call.children.empty() || call.children.size() > 2 ||
        expression.at(call.children[0]).kind != NodeKind::kText) {
      return ToStatus({call.column, "metric() takes an id in quotes and, if wanted, a condition"});
    }
    const std::string& id = expression.at(call.children[0]).text;
    const SourcedDefinition* referred = FindReferred(all_, id, plan_.valid_from);
    if (referred == nullptr) {
      return ToStatus({call.column, "there is no metric '" + id + "' valid by then"});
    }
    const std::string* text = FormulaOf(referred->definition, part);
    if (text == nullptr) {
      return ToStatus({call.column, "metric '" + id + "' has no value called '" + part + "'"});
    }
    std::optional<Expression> extra;
    if (call.children.size() == 2) {
      extra.emplace();
      extra->root = Splice(
          expression, call.children[1], [](const std::string& name) { return name; }, &*extra);
    }
    const std::string prefix = id + "#" + std::to_string(++references_) + "/";
    AL_RETURN_IF_ERROR(AddAggregates(*referred, prefix, extra ? &*extra : nullptr, depth + 1));
    AL_ASSIGN_OR_RETURN(const Expression formula, ParseExpression(*text));
    return InlineNode(formula, formula.root, prefix, depth + 1, into);
  }

  // The text of the value or part that metric('id') or metric('id').part means.
  static const std::string* FormulaOf(const pb::MetricDefinition& definition,
                                      const std::string& part) {
    if (part.empty()) return definition.value().empty() ? nullptr : &definition.value();
    for (const pb::MetricPart& candidate : definition.parts()) {
      if (candidate.name() == part) return &candidate.value();
    }
    return nullptr;
  }

  const SourcedDefinition& source_;
  const std::vector<SourcedDefinition>& all_;
  const ClassSets& sets_;
  Plan plan_;
  std::map<std::string, int, std::less<>> names_;
  int references_ = 0;
};

}  // namespace

std::string SourcedDefinition::PlaceOf(std::string_view path) const {
  int found = line;
  std::size_t length = 0;
  for (const auto& [known, at] : lines) {
    const bool around = path.substr(0, known.size()) == known;
    if (around && known.size() >= length) {
      found = at;
      length = known.size();
    }
  }
  return file + ":" + std::to_string(found);
}

StatusOr<Plan> CompileMetric(const SourcedDefinition& source,
                             const std::vector<SourcedDefinition>& all, const ClassSets& sets) {
  return MetricCompiler(source, all, sets).Compile();
}

}  // namespace anchorledger::metrics
