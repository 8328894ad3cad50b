#include "services/rpc/unknown_fields.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/unknown_field_set.h>

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>

#include "proto/base/mutex.h"

namespace anchorledger::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
using google::protobuf::OneofDescriptor;
using google::protobuf::Reflection;

struct Shape;

// A field that holds messages, and what they look like inside.
struct Inner {
  const FieldDescriptor* field = nullptr;
  const Shape* shape = nullptr;
};

// Of several fields at most one is set; those that hold no message have no shape.
struct Choice {
  const OneofDescriptor* oneof = nullptr;
  std::vector<const Shape*> shapes;  // by index in the oneof
};

// Where messages can lie inside a message of one type. Fields of other types are left out: the
// payload of an event alone has some sixty of which one is set.
struct Shape {
  const Reflection* reflection = nullptr;
  std::vector<Inner> single;
  std::vector<Inner> repeated;
  std::vector<Choice> choices;
};

class ShapeBook {
 public:
  // Stays where it is for ever.
  const Shape& Of(const Descriptor& type) {
    const base::MutexLock lock(mutex_);
    return Build(type);
  }

 private:
  const Shape& Build(const Descriptor& type) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    std::unique_ptr<Shape>& shape = shapes_[&type];
    if (shape != nullptr) return *shape;
    shape = std::make_unique<Shape>();
    Shape& built = *shape;  // there before what is inside it: types may contain themselves
    built.reflection = MessageFactory::generated_factory()->GetPrototype(&type)->GetReflection();
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      if (ShapeIn(field) == nullptr || field.real_containing_oneof() != nullptr) continue;
      (field.is_repeated() ? built.repeated : built.single).push_back({&field, ShapeIn(field)});
    }
    for (int i = 0; i < type.real_oneof_decl_count(); ++i) {
      Choice choice{.oneof = type.oneof_decl(i), .shapes = {}};
      for (int j = 0; j < choice.oneof->field_count(); ++j) {
        choice.shapes.push_back(ShapeIn(*choice.oneof->field(j)));
      }
      built.choices.push_back(std::move(choice));
    }
    return built;
  }

  // Null when the field holds no message.
  const Shape* ShapeIn(const FieldDescriptor& field) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) return nullptr;
    return &Build(*field.message_type());
  }

  base::Mutex mutex_;
  std::unordered_map<const Descriptor*, std::unique_ptr<Shape>> shapes_ ABSL_GUARDED_BY(mutex_);
};

// The depth is bounded by the parser's own limit.
class Search {
 public:
  explicit Search(std::vector<base::FieldViolation>& found) : found_(found) {}

  void Visit(const Message& message, const Shape& shape) {
    const auto& unknown = shape.reflection->GetUnknownFields(message);
    for (int i = 0; i < unknown.field_count(); ++i) {
      found_.push_back({Path() + std::to_string(unknown.field(i).number()),
                        "this server does not know the field", base::ErrorReason::kFieldUnknown});
    }
    for (const Inner& inner : shape.single) {
      if (shape.reflection->HasField(message, inner.field)) Enter(message, shape, inner);
    }
    for (const Choice& choice : shape.choices) {
      const FieldDescriptor* set = shape.reflection->GetOneofFieldDescriptor(message, choice.oneof);
      if (set == nullptr) continue;
      const Shape* inside = choice.shapes[static_cast<std::size_t>(set->index_in_oneof())];
      if (inside != nullptr) Enter(message, shape, {set, inside});
    }
    for (const Inner& inner : shape.repeated) {
      const int size = shape.reflection->FieldSize(message, inner.field);
      for (int i = 0; i < size; ++i) {
        VisitBelow({inner.field, i}, shape.reflection->GetRepeatedMessage(message, inner.field, i),
                   *inner.shape);
      }
    }
  }

 private:
  // A message on the way to the one that is looked at.
  struct Step {
    const FieldDescriptor* field = nullptr;
    int index = kNoList;
  };
  static constexpr int kNoList = -1;

  void Enter(const Message& message, const Shape& shape, const Inner& inner) {
    VisitBelow({inner.field}, shape.reflection->GetMessage(message, inner.field), *inner.shape);
  }

  void VisitBelow(Step step, const Message& message, const Shape& shape) {
    way_.push_back(step);
    Visit(message, shape);
    way_.pop_back();
  }

  // Put into words only for what is found, which is next to never.
  std::string Path() const {
    std::string path;
    for (const Step& step : way_) {
      path += step.field->name();
      if (step.index != kNoList) path += '[' + std::to_string(step.index) + ']';
      path += '.';
    }
    return path;
  }

  std::vector<base::FieldViolation>& found_;
  std::vector<Step> way_;
};

}  // namespace

std::vector<base::FieldViolation> FindUnknownFields(const Message& message) {
  static ShapeBook& book = *new ShapeBook();  // never destroyed
  std::vector<base::FieldViolation> found;
  Search(found).Visit(message, book.Of(*message.GetDescriptor()));
  return found;
}

}  // namespace anchorledger::rpc
