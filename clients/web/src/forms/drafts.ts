// Drafts of forms in the browser's own storage: they survive a closed tab and a lost connection.
// Nothing that lets anybody in is ever kept with them.
import { ofDevice, type Shelf } from "@/kept.ts";
import type { Session } from "@/session/session.ts";
import type { EnteredGroup } from "./entered.ts";

/** One form that was begun. */
export interface Draft {
  /** What it is a draft of, such as "event/LoanDisbursed". */
  readonly key: string;
  /** Names the request for ever: sent twice, it still counts once. */
  readonly requestId: string;
  readonly values: EnteredGroup;
  readonly header: EnteredGroup;
  /** True from the first sending on: from then on the content must stay as it is. */
  readonly sent: boolean;
  /** When it was last changed, in milliseconds. */
  readonly savedAt: number;
}

const PREFIX = "anchorledger.draft";
// The actor of what came by a link begins so.
const LINK_ACTOR = "link-";
// Of a name: what stands before the key of the draft.
const LINK_PARTS = 3;

export function newRequestId(): string {
  return `web-${crypto.randomUUID()}`;
}

/** The id of a new request; a link has one for ever, so that what it brings counts once. */
export function requestIdOf({ reportId, actorId }: Session): string {
  return reportId === undefined ? newRequestId() : actorId;
}

/** Opaque, and short enough to be read out: "loan-k3v9x2mq7a". */
export function newOpaqueId(prefix: string): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return `${prefix}-${Array.from(bytes, (byte) => letters[byte % letters.length]).join("")}`;
}

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === "object" && value !== null &&
    "key" in value && "requestId" in value && "values" in value && "header" in value
  );
}

/** The drafts of one person on this device. */
export class DraftStore {
  private readonly tenant: string;
  private readonly prefix: string;

  constructor(
    session: Pick<Session, "tenantId" | "actorId">,
    private readonly shelf: Shelf = ofDevice,
  ) {
    this.tenant = `${PREFIX}/${session.tenantId}/`;
    this.prefix = `${this.tenant}${session.actorId}/`;
  }

  get(key: string): Draft | undefined {
    return this.read(this.prefix + key);
  }

  /** False when only this page remembers it: then the page must say that nothing is kept. */
  put(draft: Draft): boolean {
    return this.shelf.put(this.prefix + draft.key, JSON.stringify(draft));
  }

  remove(key: string): void {
    this.shelf.remove(this.prefix + key);
  }

  /** Those whose key begins so, the last changed first. */
  list(begins = ""): Draft[] {
    return this.shelf
      .names()
      .filter((name) => name.startsWith(this.prefix + begins))
      .flatMap((name) => this.read(name) ?? [])
      .sort((a, b) => b.savedAt - a.savedAt);
  }

  /**
   * What was typed by an earlier link for the same report is found by the next one: a link that
   * ran out promises that nothing is lost. It becomes a draft of this one, under its request id.
   */
  takeOver(key: string, requestId: string): void {
    if (this.get(key)) return;
    const ofLinks = `${this.tenant}${LINK_ACTOR}`;
    const names = this.shelf.names().filter(
      (name) => name.startsWith(ofLinks) && name.split("/").slice(LINK_PARTS).join("/") === key,
    );
    const found = names.flatMap((name) => this.read(name) ?? []);
    const [last] = found.sort((a, b) => b.savedAt - a.savedAt);
    if (!last) return;
    this.put({ ...last, requestId, sent: false });
    // What may still be on its way is left to whoever sends it.
    for (const name of names) if (this.read(name)?.sent === false) this.shelf.remove(name);
  }

  private read(name: string): Draft | undefined {
    try {
      const value: unknown = JSON.parse(this.shelf.get(name) ?? "null");
      return isDraft(value) ? value : undefined;
    } catch {
      return undefined;
    }
  }
}

const EVENT = "event/";

/** The key of the draft of an event; of all of them when the name is empty. */
export function eventDraftKey(typeName: string): string {
  return EVENT + typeName;
}

export function eventTypeOfDraft({ key }: Draft): string {
  return key.slice(EVENT.length);
}
