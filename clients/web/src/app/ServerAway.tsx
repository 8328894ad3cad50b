import { ProblemState } from "@/ui/states/ProblemState.tsx";

const offline = {
  reason: "OFFLINE",
  detail: "",
  fields: [],
  metadata: {},
  retryAfterMs: undefined,
} as const;

/** Stands in for pages whose code could not be had. */
export function ServerAway() {
  return <ProblemState problem={offline} onRetry={() => location.reload()} isPage />;
}
