import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { App, loadAhead } from "./app/App.tsx";
import "./design/base.css";
import { dropAskedAhead } from "./session/session.ts";

// Who comes by a link has no account: another page, and none of the others.
const LinkApp = lazy(() => import("./links/LinkApp.tsx"));
const cameByLink = window.location.pathname === "/r";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no root");
createRoot(root).render(
  <StrictMode>
    {cameByLink ? (
      <Suspense>
        <LinkApp />
      </Suspense>
    ) : (
      <App />
    )}
  </StrictMode>,
);
if (cameByLink) dropAskedAhead();
else addEventListener("load", loadAhead);
