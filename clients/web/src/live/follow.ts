// Follows the log, and tells what is new. One tab of a browser holds the stream and tells the
// others: browsers open only six connections to one address, and each stream keeps one.
import { createClient, type Client } from "@connectrpc/connect";
import { needsSignIn, problemOf } from "@/api/problem.ts";
import { transport, withoutDeadline } from "@/api/transport.ts";
import { EventService, type WatchEventsResponse } from "@/gen/anchorledger/api/v1/event_pb";

/** What followers learn. `rewound`: the log is not the one that it was. */
export type News =
  // Absent: not known how far the log reaches.
  | { readonly kind: "live"; readonly position?: bigint | undefined }
  | { readonly kind: "lost" }
  | { readonly kind: "event"; readonly position: bigint }
  | { readonly kind: "rewound" }
  | { readonly kind: "signed out" }
  // Somebody who only runs the server: there is nothing to follow for them.
  | { readonly kind: "no right" };

const CHANNEL = "anchorledger.live";
// The server says something every 5 seconds.
const SILENCE_MAX_MS = 20_000;
const PAUSE_FIRST_MS = 500;
const PAUSE_LAST_MS = 10_000;

/** Follows until `signal` aborts. */
export function follow(tell: (news: News) => void, signal: AbortSignal): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (message: MessageEvent<News>) => tell(message.data);
  signal.addEventListener("abort", () => channel.close());
  const lead = () =>
    stream(createClient(EventService, transport), signal, (news) => {
      tell(news);
      if (!signal.aborted) channel.postMessage(news);
    });
  // Without locks (a page that is not served securely) each tab follows for itself.
  if (!("locks" in navigator)) void lead();
  else {
    tell({ kind: "live" });
    navigator.locks.request(CHANNEL, { signal }, lead).catch(() => undefined);
  }
}

/** Reads the stream, and begins it again where it broke off. Exported for its test. */
export async function stream(
  client: Pick<Client<typeof EventService>, "watchEvents">,
  signal: AbortSignal,
  tell: (news: News) => void,
): Promise<void> {
  let resumeToken = "";
  let pause = PAUSE_FIRST_MS;
  while (!signal.aborted) {
    const silence = new Silence(signal);
    try {
      const start = resumeToken
        ? { case: "resumeToken" as const, value: resumeToken }
        : { case: "head" as const, value: {} };
      const options = { ...withoutDeadline, signal: silence.signal };
      for await (const message of client.watchEvents({ start }, options)) {
        silence.broken();
        pause = PAUSE_FIRST_MS;
        resumeToken = message.resumeToken;
        tell(newsOf(message));
      }
    } catch (error) {
      const problem = problemOf(error);
      if (needsSignIn(problem)) return tell({ kind: "signed out" });
      if (problem.reason === "PERMISSION_DENIED") return tell({ kind: "no right" });
      if (problem.reason === "LOG_REWOUND") {
        resumeToken = "";
        tell({ kind: "rewound" });
      }
    } finally {
      silence.end();
    }
    if (signal.aborted) return;
    tell({ kind: "lost" });
    await elapsed(pause, signal);
    pause = Math.min(pause * 2, PAUSE_LAST_MS);
  }
}

function newsOf({ message }: WatchEventsResponse): News {
  if (message.case === "event") return { kind: "event", position: message.value.position };
  return { kind: "live", position: message.value?.position };
}

// Aborts a stream on which nothing has come for too long: a server that vanished without a word.
class Silence {
  private readonly controller = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly outer: AbortSignal;
  private readonly abort = () => this.controller.abort();

  constructor(outer: AbortSignal) {
    this.outer = outer;
    outer.addEventListener("abort", this.abort);
    this.broken();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  broken(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.abort, SILENCE_MAX_MS);
  }

  end(): void {
    clearTimeout(this.timer);
    this.outer.removeEventListener("abort", this.abort);
  }
}

function elapsed(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
