import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { Suspense, type ComponentType } from "react";
import { newQueryClient } from "@/api/query_client.ts";
import { LocaleProvider } from "@/locale/Locale.tsx";
import { SessionGate, sessionKey, sessionQuery } from "@/session/SessionGate.tsx";
import { wasSignedIn } from "@/session/session.ts";
import { atOnce } from "@/ui/atOnce.tsx";
import { FullPageLoading } from "@/ui/states/Loading.tsx";
import { pageAt } from "./pages.ts";
import { ServerAway } from "./ServerAway.tsx";

interface SignedInCode {
  readonly default: ComponentType;
  readonly prepare?: (queries: QueryClient) => Promise<void>;
}

const queries: QueryClient = newQueryClient(() => queries.setQueryData(sessionKey, null));
let code: Promise<SignedInCode> | undefined;

// The pages and the one of the address at once: on a slow network each wait counts. A server that
// is away is said instead of them.
function loadSignedIn(): Promise<SignedInCode> {
  if (!code) {
    pageAt(location.pathname)
      ?.load()
      .catch(() => undefined);
  }
  code ??= import("./SignedIn.tsx").catch(() => ({ default: ServerAway }));
  return code;
}

const signedIn = atOnce(loadSignedIn);

/** Loads what comes after the sign-in page while somebody looks for their token. */
export function loadAhead(): void {
  if ("requestIdleCallback" in window) requestIdleCallback(() => void loadSignedIn());
}

/**
 * Has what the page of the address shows first, where somebody was signed in before. Each picture
 * that stands in for the page takes the processor's time while the page is waited for.
 */
export async function prepareApp(): Promise<void> {
  // Whoever comes with a token may be somebody else.
  if (!wasSignedIn() || location.hash !== "") return;
  void queries.prefetchQuery(sessionQuery);
  await signedIn.load();
  await (await loadSignedIn()).prepare?.(queries);
}

/** Everything, from the outside in: language, cache, who it is, then the page of the address. */
export function App() {
  return (
    <LocaleProvider>
      <QueryClientProvider client={queries}>
        <SessionGate>
          <Suspense fallback={<FullPageLoading />}>
            <signedIn.Content />
          </Suspense>
        </SessionGate>
      </QueryClientProvider>
    </LocaleProvider>
  );
}
