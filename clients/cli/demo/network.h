#pragma once
// A made-up network of anchors for load and benchmarks: seeded, so that the same seed and size give
// the same events.
//
// It is shaped like a real one: many anchors of very different size (the first holds a tenth of all
// events), suppliers of which few get most of the money, fiscal years that start in different
// months, certificates that lapse, loans with draws and repayments, closed periods with late
// entries, and corrections of earlier events.
#include <cstdint>
#include <deque>
#include <random>
#include <string>
#include <vector>

#include "anchorledger/api/v1/event.pb.h"

namespace anchorledger::cli {

struct NetworkSize {
  std::uint64_t events = 100'000;  // about so many; the registry of the network is on top
  std::uint64_t seed = 1;
  std::string prefix = "net";  // of every id, so that several networks fit into one ledger
};

class Network {
 public:
  explicit Network(const NetworkSize& size);

  // The registry: anchors, places, partners, partnerships, suppliers and their classes. To be
  // appended in this order, before everything else.
  std::vector<api::v1::ProposedEvent> Registry();

  // The next events in order of time, at most `count`; empty at the end. Events of different
  // batches may be appended at the same time: an event that needs another one to be there comes
  // in the same batch or corrects an acknowledged one.
  std::vector<api::v1::ProposedEvent> Next(std::size_t count);

  // The end of the story: a few anchors close their first year, and some entries come late. To be
  // appended when everything else is there, since others may be under way into that year.
  std::vector<api::v1::ProposedEvent> LateEntries();

  // Tells where the events of a batch came to lie, so that later ones can correct them.
  void Acknowledge(const std::vector<api::v1::ProposedEvent>& batch,
                   const api::v1::AppendEventsResponse& response);

  std::uint64_t made() const { return made_; }

 private:
  struct Correctable {
    std::uint64_t position;
    std::int64_t minor;  // the amount in force
    std::string anchor;
    std::int32_t day;
  };

  std::uint64_t Random(std::uint64_t below);  // uniform in [0, below)
  std::size_t PickAnchor();
  std::size_t Skewed(std::size_t count);  // small numbers more often
  std::int32_t Day() const;               // the day that the next event falls on
  std::string Id(const char* kind, std::uint64_t number) const;
  api::v1::ProposedEvent NewEvent(std::size_t anchor, std::int32_t day);

  void AddPurchase(std::vector<api::v1::ProposedEvent>* batch);
  void AddHire(std::vector<api::v1::ProposedEvent>* batch);
  void AddLoan(std::vector<api::v1::ProposedEvent>* batch);
  void AddGrant(std::vector<api::v1::ProposedEvent>* batch);
  void AddSupport(std::vector<api::v1::ProposedEvent>* batch);
  void AddCorrection(std::vector<api::v1::ProposedEvent>* batch);

  void AddAnchors(std::vector<api::v1::ProposedEvent>* events);
  void AddPartnerships(std::vector<api::v1::ProposedEvent>* events);
  void AddSuppliers(std::vector<api::v1::ProposedEvent>* events);

  const NetworkSize size_;
  const std::size_t anchors_;
  const std::size_t suppliers_;  // of each anchor
  std::mt19937_64 random_;
  std::uint64_t made_ = 0;
  std::uint64_t next_id_ = 0;
  std::deque<Correctable> correctable_;
};

}  // namespace anchorledger::cli
