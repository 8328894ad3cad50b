import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { newQueryClient } from "@/api/query_client.ts";
import { LocaleProvider } from "@/locale/Locale.tsx";
import { SessionGate, sessionKey } from "@/session/SessionGate.tsx";
import { FullPageLoading } from "@/ui/states/Loading.tsx";
import { loadPageAt } from "./pages.ts";
import { ServerAway } from "./ServerAway.tsx";

type SignedInCode = Promise<{ default: () => ReactNode }>;
let code: SignedInCode | undefined;

// The pages and the one of the address at once: on a slow network each wait counts. A server that
// is away is said instead of them.
function loadSignedIn(): SignedInCode {
  if (!code) loadPageAt(location.pathname);
  code ??= import("./SignedIn.tsx").catch(() => ({ default: ServerAway }));
  return code;
}

const SignedIn = lazy(loadSignedIn);

/** Loads what comes after the sign-in page while somebody looks for their token. */
export function loadAhead(): void {
  if ("requestIdleCallback" in window) requestIdleCallback(() => void loadSignedIn());
}

/** Everything, from the outside in: language, cache, who it is, then the page of the address. */
export function App() {
  const [queries] = useState(() => {
    const client = newQueryClient(() => client.setQueryData(sessionKey, null));
    return client;
  });
  return (
    <LocaleProvider>
      <QueryClientProvider client={queries}>
        <SessionGate>
          <Suspense fallback={<FullPageLoading />}>
            <SignedIn />
          </Suspense>
        </SessionGate>
      </QueryClientProvider>
    </LocaleProvider>
  );
}
