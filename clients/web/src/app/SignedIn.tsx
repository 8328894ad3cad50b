import type { QueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { Live } from "@/live/Live.tsx";
import { sessionQuery } from "@/session/SessionGate.tsx";
import { Toasts } from "@/ui/Toasts.tsx";
import { pageAt } from "./pages.ts";
import { newRouter } from "./router.tsx";
import { parseSearch } from "./search.ts";

let prepared: ReturnType<typeof newRouter> | undefined;

async function beginPage(queries: QueryClient): Promise<void> {
  const { pathname, search } = location;
  const page = pageAt(pathname);
  const [code, who] = await Promise.all([page?.load(), queries.fetchQuery(sessionQuery)]);
  const mayOpen = page?.roles?.some((role) => who?.roles.includes(role)) ?? true;
  if (who && mayOpen) await code?.begin?.(queries, who, parseSearch(search));
}

/** Makes the page of the address ready before anything is drawn: it is then drawn once. */
export async function prepare(queries: QueryClient): Promise<void> {
  const router = newRouter();
  await Promise.all([router.load(), beginPage(queries)]);
  prepared = router;
}

/** What only somebody who is signed in needs: it is no part of what the sign-in page loads. */
export default function SignedIn() {
  const [router] = useState(() => prepared ?? newRouter());
  return (
    <Toasts>
      <Live>
        <RouterProvider router={router} />
      </Live>
    </Toasts>
  );
}
