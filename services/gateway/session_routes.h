// /session: signing in, signing out, and who one is.
#pragma once

#include "proto/runtime/clock.h"
#include "proto/runtime/logging.h"
#include "services/gateway/credentials.h"
#include "services/gateway/http_message.h"
#include "services/security/authenticator.h"
#include "services/security/session_store.h"

namespace anchorledger::gateway {

// POST    {"token": "al_..."} -> a session; the cookie is in the answer
//         {"link": "ID.SECRET"} -> a session for one report (security/link_record.h). Its id is in
//         the answer, for `Authorization: Session ID`, and in no cookie: so a link leaves an
//         account that is signed in alone, and two links in two tabs are not mixed up
// GET     who the caller is: {"signedIn": false}, or what POST answers
// DELETE  ends the session, or with ?everywhere=true all sessions of this person
//
// POST and DELETE are refused to pages of other addresses. Answers are JSON, errors as in the
// Connect protocol. Threads: any; nothing here waits.
class SessionRoutes {
 public:
  struct Parts {
    security::SessionStore& sessions;
    security::Authenticator& authenticator;  // for GET with a bearer token
    const runtime::Clock& clock;
    runtime::Logger logger;
    Transport transport;
  };

  // All parts must outlive the object.
  explicit SessionRoutes(Parts parts) : parts_(std::move(parts)) {}

  Response Handle(const Request& request, std::string_view peer) const;

 private:
  Response SignIn(const Request& request, std::string_view peer) const;
  Response WhoAmI(const Request& request) const;
  Response SignOut(const Request& request, std::string_view peer) const;
  void Audit(std::string_view decision, const security::Principal& principal,
             std::string_view peer) const;

  const Parts parts_;
};

}  // namespace anchorledger::gateway
