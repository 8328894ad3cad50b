import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import { forgetPosition, notePosition, wasMissed } from "@/api/freshness.ts";
import { ledgerKey, logKey } from "@/api/keys.ts";
import { sessionKey } from "@/session/SessionGate.tsx";
import type { News } from "./follow.ts";

export type LiveState = "starting" | "live" | "lost";

const LiveContext = createContext<LiveState>("starting");

/** Whether what is shown follows the ledger. */
export function useLiveState(): LiveState {
  return useContext(LiveContext);
}

// Events often come in bunches; answers are asked for again once for all of them.
const BUNCH_MS = 300;

/** Makes old answers fresh: those on screen are asked for again, the others when needed. */
class Refresher {
  private timer: ReturnType<typeof setTimeout> | undefined;
  constructor(private readonly queries: QueryClient) {}

  soon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.queries.invalidateQueries({ queryKey: [ledgerKey] });
    }, BUNCH_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

const IDLE_MAX_MS = 2_000;

// Browsers without idle callbacks do it at the next occasion.
function whenIdle(then: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(then, { timeout: IDLE_MAX_MS });
  else setTimeout(then);
}

/** Keeps all answers below it as fresh as the ledger. */
export function Live(props: { children: ReactNode }) {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>("starting");
  useEffect(() => {
    const stopping = new AbortController();
    const refresher = new Refresher(queries);
    let isFirst = true;
    const learn = (news: News) => {
      if (news.kind === "signed out") return void queries.setQueryData(sessionKey, null);
      if (news.kind === "no right") return setState("starting");
      setState(news.kind === "lost" ? "lost" : "live");
      if (news.kind === "event") notePosition(news.position);
      if (news.kind === "rewound") {
        forgetPosition();
        void queries.resetQueries({ queryKey: [logKey] });
      }
      if (news.kind === "event" || news.kind === "rewound") refresher.soon();
      if (news.kind !== "live" || news.position === undefined) return;
      if (isFirst && wasMissed(news.position)) {
        notePosition(news.position);
        refresher.soon();
      }
      isFirst = false;
    };
    // Loaded apart, once the page has nothing else to do: it knows every event type, and the first
    // view needs none of them.
    whenIdle(() => {
      if (stopping.signal.aborted) return;
      void import("./follow.ts").then(({ follow }) => {
        if (!stopping.signal.aborted) follow(learn, stopping.signal);
      });
    });
    return () => {
      stopping.abort();
      refresher.stop();
    };
  }, [queries]);
  return <LiveContext value={state}>{props.children}</LiveContext>;
}
