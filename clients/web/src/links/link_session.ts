// A link by which a partner without an account sends one report: taken from the address, and
// exchanged for a short session. The secret stays in this page's memory and nowhere else.
import { takeSession } from "@/api/asked_ahead.ts";
import type { HeldCredential } from "@/api/transport.ts";
import { noteServerTime } from "@/clock.ts";
import { ofTab, type Shelf } from "@/kept.ts";
import type { Session } from "@/session/session.ts";

/** Why a link opens nothing: the server's word, or what is found here. */
export type LinkTrouble =
  | "unknown" | "expired" | "revoked" | "used" | "not_due"
  // The address holds only a part of it, none, or one that this tab has forgotten.
  | "incomplete" | "missing"
  | "offline" | "failed";

export class LinkError extends Error {
  constructor(readonly trouble: LinkTrouble) {
    super(`link: ${trouble}`);
  }
}

const PLACE = "anchorledger.link";
const whole = /^#[0-9a-f]{16}\.[0-9a-f]{64}$/;
const saidByServer: readonly string[] = ["unknown", "expired", "revoked", "used", "not_due"];

/** The link behind "#", and an address without it: it must not stay in the history. */
export function takeLink(location: Location, history: History): string | "incomplete" | undefined {
  const { hash } = location;
  if (hash === "" || hash === "#") return undefined;
  history.replaceState(null, "", location.pathname);
  return whole.test(hash) ? hash.slice(1) : "incomplete";
}

interface Answer extends Session {
  readonly signedIn: boolean;
  /** The id of the session, for `Authorization`. */
  readonly session?: string;
}

interface Refusal {
  readonly details?: readonly { debug?: { metadata?: Readonly<Record<string, string>> } }[];
}

async function arrived(answer: Promise<Response>): Promise<Response> {
  try {
    const response = await answer;
    noteServerTime(response.headers.get("date"));
    return response;
  } catch {
    throw new LinkError("offline");
  }
}

function send(init: RequestInit): Promise<Response> {
  return fetch("/session", { ...init, credentials: "same-origin", cache: "no-store" });
}

/** The word of a refusal; exported for its test. */
export function troubleOf(refusal: Refusal): LinkTrouble {
  const words = (refusal.details ?? []).map(({ debug }) => debug?.metadata?.["link_state"] ?? "");
  const said = words.find((word) => saidByServer.includes(word));
  return (said as LinkTrouble | undefined) ?? "failed";
}

/** The session of one tab that came by a link. */
export class LinkSession {
  private id: string;
  private ahead: Promise<Session> | undefined;

  constructor(
    private readonly link: string | "incomplete" | undefined,
    private readonly shelf: Shelf = ofTab,
  ) {
    this.id = shelf.get(PLACE) ?? "";
    if (link !== undefined) this.id = "";
  }

  /** The link's public id; empty where the address held none. */
  get linkId(): string {
    return this.link?.split(".")[0] ?? "";
  }

  /** Begins to enter before there is a page that asks for it: the next `enter` is this one. */
  enterAhead(): void {
    this.ahead = this.enterNow();
    this.ahead.catch(() => undefined);
  }

  /** Who it is: exchanges the link, or goes on where this tab was. LinkError says why not. */
  enter(): Promise<Session> {
    const entering = this.ahead ?? this.enterNow();
    this.ahead = undefined;
    return entering;
  }

  private async enterNow(): Promise<Session> {
    if (this.link === "incomplete") throw new LinkError("incomplete");
    if (this.id !== "") {
      const known = await this.current();
      if (known) return known;
    }
    if (this.link === undefined) throw new LinkError("missing");
    return this.exchange(this.link);
  }

  /** What makes the calls of this page with it; `onOver` is told when it is over for good. */
  credential(onOver: () => void): HeldCredential {
    return {
      authorization: () => `Session ${this.id}`,
      renew: async () => {
        this.id = "";
        try {
          await this.enter();
          return true;
        } catch {
          onOver();
          return false;
        }
      },
    };
  }

  private async current(): Promise<Session | undefined> {
    const response = await arrived(send({ headers: { Authorization: `Session ${this.id}` } }));
    if (!response.ok) return undefined;
    const answer = (await response.json()) as Answer;
    return answer.signedIn && answer.reportId !== undefined ? answer : undefined;
  }

  private async exchange(link: string): Promise<Session> {
    const exchange = () =>
      send({
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ link }),
      });
    const response = await arrived(takeSession(link) ?? exchange());
    const answer: unknown = await response.json().catch(() => ({}));
    if (!response.ok) throw new LinkError(troubleOf(answer as Refusal));
    const { session = "", ...who } = answer as Answer;
    this.id = session;
    this.shelf.put(PLACE, session);
    return who;
  }
}
