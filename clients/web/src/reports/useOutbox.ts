import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { eventClient } from "@/api/events.ts";
import { notePosition } from "@/api/freshness.ts";
import { ledgerKey } from "@/api/keys.ts";
import { DraftStore, type Draft } from "@/forms/drafts.ts";
import { appendRequest } from "@/forms/request.ts";
import { useSession } from "@/session/SessionGate.tsx";
import type { Session } from "@/session/session.ts";
import { Outbox, type Recorded, type Sending } from "./outbox.ts";
import { asLateEntry, isReportDraft, reportEvents } from "./report_draft.ts";

const AGAIN_MS = 10_000;

async function sendReport(draft: Draft): Promise<Recorded> {
  const { events } = reportEvents(draft);
  const answer = await eventClient.appendEvents(appendRequest(draft.requestId, events, false));
  return {
    position: answer.events.at(-1)?.position ?? 0n,
    logId: answer.logId,
    at: answer.recordedAt && timestampDate(answer.recordedAt),
  };
}

/** The outbox of one session, and what became of what it sent, by key of the draft. */
class Post {
  readonly store: DraftStore;
  readonly outbox: Outbox;
  private sendings: ReadonlyMap<string, Sending> = new Map();
  private readonly listeners = new Set<() => void>();

  constructor(session: Session, queries: QueryClient) {
    this.store = new DraftStore(session);
    const sender = { send: sendReport, mend: asLateEntry };
    this.outbox = new Outbox(this.store, isReportDraft, sender, (key, sending) => {
      this.sendings = new Map([...this.sendings, [key, sending]]);
      for (const listener of this.listeners) listener();
      if (sending.state !== "recorded") return;
      notePosition(sending.position);
      void queries.invalidateQueries({ queryKey: [ledgerKey] });
    });
  }

  readonly listen = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly current = () => this.sendings;
}

// One for all pages of a session: what was sent on one page is told about on the next.
const posts = new WeakMap<Session, Post>();

function postOf(session: Session, queries: QueryClient): Post {
  const known = posts.get(session);
  if (known) return known;
  const post = new Post(session, queries);
  posts.set(session, post);
  return post;
}

/** Sends what is ready while a page of reports is open. */
export function useOutbox() {
  const post = postOf(useSession(), useQueryClient());
  const { outbox, store } = post;
  const sendings = useSyncExternalStore(post.listen, post.current);
  useEffect(() => {
    const flush = () => void outbox.flush();
    const again = setInterval(() => outbox.hasWaiting() && flush(), AGAIN_MS);
    window.addEventListener("online", flush);
    flush();
    return () => {
      clearInterval(again);
      window.removeEventListener("online", flush);
    };
  }, [outbox]);
  return { outbox, sendings, store };
}
