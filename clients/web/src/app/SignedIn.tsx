import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { Live } from "@/live/Live.tsx";
import { Toasts } from "@/ui/Toasts.tsx";
import { newRouter } from "./router.tsx";

/** What only somebody who is signed in needs: it is no part of what the sign-in page loads. */
export default function SignedIn() {
  const [router] = useState(newRouter);
  return (
    <Toasts>
      <Live>
        <RouterProvider router={router} />
      </Live>
    </Toasts>
  );
}
