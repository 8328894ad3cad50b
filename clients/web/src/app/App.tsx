import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { newQueryClient } from "@/api/query_client.ts";
import { Live } from "@/live/Live.tsx";
import { LocaleProvider } from "@/locale/Locale.tsx";
import { SessionGate, sessionKey } from "@/session/SessionGate.tsx";
import { Toasts } from "@/ui/Toasts.tsx";
import { newRouter } from "./router.tsx";

/** Everything, from the outside in: language, cache, who it is, then the page of the address. */
export function App() {
  const [queries] = useState(() => {
    const client = newQueryClient(() => client.setQueryData(sessionKey, null));
    return client;
  });
  const [router] = useState(newRouter);
  return (
    <LocaleProvider>
      <QueryClientProvider client={queries}>
        <Toasts>
          <SessionGate>
            <Live>
              <RouterProvider router={router} />
            </Live>
          </SessionGate>
        </Toasts>
      </QueryClientProvider>
    </LocaleProvider>
  );
}
