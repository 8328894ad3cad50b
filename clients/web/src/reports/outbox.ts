// Sends what is ready and was not yet known to have arrived: at once, when the connection comes
// back, and when the page is opened again. Each draft has one request id, so it counts once.
import { isUndecided, problemOf, type Problem } from "@/api/problem.ts";
import type { Draft, DraftStore } from "@/forms/drafts.ts";

/** Where and when a report was recorded. */
export interface Recorded {
  readonly position: bigint;
  readonly logId: string;
  readonly at: Date | undefined;
}

/** What became of one attempt. */
export type Sending =
  | { readonly state: "sending" }
  /** Not known to have arrived; it is tried again. Where it is not kept, only by this page. */
  | { readonly state: "later"; readonly isKept: boolean }
  | ({ readonly state: "recorded"; readonly draft: Draft } & Recorded)
  | { readonly state: "refused"; readonly problem: Problem };

/** How drafts are sent. */
export interface Sender {
  /** Sends one draft; answers with the place of its last event. */
  readonly send: (draft: Draft) => Promise<Recorded>;
  /** What is sent instead of a draft that was refused; undefined = its writer has to look. */
  readonly mend: (draft: Draft, problem: Problem) => Draft | undefined;
}

export class Outbox {
  private running: Promise<void> | undefined;
  private readonly unkept = new Set<string>();

  constructor(
    private readonly store: DraftStore,
    private readonly belongs: (draft: Draft) => boolean,
    private readonly sender: Sender,
    private readonly tell: (key: string, sending: Sending) => void,
  ) {}

  /** Marks a draft as ready and sends it. */
  put(draft: Draft): Promise<void> {
    this.keep({ ...draft, sent: true, savedAt: Date.now() });
    return this.flush();
  }

  /** Sends all that is ready, one after the other; a second call joins the first. */
  async flush(): Promise<void> {
    // What became ready while others were sent is sent in the next round.
    if (this.running) await this.running;
    this.running ??= this.sendAll().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  hasWaiting(): boolean {
    return this.waiting().length > 0;
  }

  private keep(draft: Draft): void {
    if (this.store.put(draft)) this.unkept.delete(draft.key);
    else this.unkept.add(draft.key);
  }

  private waiting(): Draft[] {
    return this.store.list().filter((draft) => draft.sent && this.belongs(draft));
  }

  private async sendAll(): Promise<void> {
    for (const draft of this.waiting()) {
      this.tell(draft.key, { state: "sending" });
      this.tell(draft.key, await this.sendOne(draft));
    }
  }

  private async sendOne(draft: Draft): Promise<Sending> {
    try {
      const recorded = await this.sender.send(draft);
      this.store.remove(draft.key);
      return { state: "recorded", draft, ...recorded };
    } catch (error) {
      const problem = problemOf(error);
      // Of two that are sent at once one is told to look again, and learns that the report is in.
      const isLost = problem.reason === "EXPECTATION_FAILED";
      if (isLost || isUndecided(problem)) {
        return { state: "later", isKept: !this.unkept.has(draft.key) };
      }
      const mended = this.sender.mend(draft, problem);
      if (mended) {
        // Kept before it is sent: sent again after a lost answer, it is the same request.
        this.keep(mended);
        return this.sendOne(mended);
      }
      // Known not to be recorded: it may be changed again.
      this.keep({ ...draft, sent: false });
      return { state: "refused", problem };
    }
  }
}
