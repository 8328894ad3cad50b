#include "services/metrics/catalogue_text.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/message.h>
#include <google/protobuf/text_format.h>

#include <string>
#include <utility>

namespace anchorledger::metrics {
namespace {

namespace gpb = ::google::protobuf;
namespace pb = ::anchorledger::metric::v1;

// Keeps the first error; a text file is read up to there.
class FirstError : public gpb::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    if (!text_.empty()) return;
    text_ = std::to_string(line + 1) + ":" + std::to_string(column + 1) + ": " + message;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// Notes the line of every field that is set in `message`, by its path.
void CollectLines(const gpb::Message& message, const gpb::TextFormat::ParseInfoTree& tree,
                  const std::string& prefix, std::vector<std::pair<std::string, int>>* lines) {
  const gpb::Reflection& reflection = *message.GetReflection();
  std::vector<const gpb::FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const gpb::FieldDescriptor* field : fields) {
    const bool repeated = field->is_repeated();
    const int count = repeated ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      const int index = repeated ? i : -1;
      const std::string path =
          prefix + field->name() + (repeated ? "[" + std::to_string(i) + "]" : "");
      lines->emplace_back(path, tree.GetLocation(field, index).line + 1);
      if (field->cpp_type() != gpb::FieldDescriptor::CPPTYPE_MESSAGE) continue;
      const gpb::TextFormat::ParseInfoTree* nested = tree.GetTreeForNested(field, index);
      if (nested == nullptr) continue;
      const gpb::Message& child = repeated ? reflection.GetRepeatedMessage(message, field, i)
                                           : reflection.GetMessage(message, field);
      CollectLines(child, *nested, path + ".", lines);
    }
  }
}

base::Status AddClassSets(std::string_view path, const pb::MetricCatalogue& catalogue,
                          ClassSets* sets) {
  for (const pb::ClassSet& set : catalogue.class_sets()) {
    std::uint32_t mask = 0;
    for (const int number : set.classes()) mask |= std::uint32_t{1} << number;
    if (set.name().empty() || mask == 0 || !sets->emplace(set.name(), mask).second) {
      return base::MakeError(base::ErrorReason::kFieldInvalid,
                             std::string(path) + ": the class set '" + set.name() +
                                 "' is empty, has no name or is there twice");
    }
  }
  return {};
}

}  // namespace

base::Status ParseCatalogueFile(std::string_view path, std::string_view text, ClassSets* sets,
                                std::vector<SourcedDefinition>* definitions) {
  FirstError error;
  gpb::TextFormat::ParseInfoTree tree;
  gpb::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  parser.WriteLocationsTo(&tree);
  pb::MetricCatalogue catalogue;
  if (!parser.ParseFromString(std::string(text), &catalogue)) {
    return base::MakeError(base::ErrorReason::kFieldInvalid,
                           std::string(path) + ":" + error.text());
  }
  AL_RETURN_IF_ERROR(AddClassSets(path, catalogue, sets));
  const gpb::FieldDescriptor* metrics =
      pb::MetricCatalogue::descriptor()->FindFieldByName("metrics");
  for (int i = 0; i < catalogue.metrics_size(); ++i) {
    SourcedDefinition source;
    source.definition = catalogue.metrics(i);
    source.file = std::string(path);
    source.line = tree.GetLocation(metrics, i).line + 1;
    if (const auto* nested = tree.GetTreeForNested(metrics, i); nested != nullptr) {
      CollectLines(source.definition, *nested, "", &source.lines);
    }
    definitions->push_back(std::move(source));
  }
  return {};
}

}  // namespace anchorledger::metrics
