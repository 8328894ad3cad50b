import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { App, loadAhead } from "./app/App.tsx";
import "./design/base.css";
import { LinkSession, takeLink } from "./links/link_session.ts";
import { LocaleProvider } from "./locale/Locale.tsx";
import { dropAskedAhead } from "./session/session.ts";
import { FullPageLoading } from "./ui/states/Loading.tsx";

// Who comes by a link has no account: another page, and none of the others.
const LinkApp = lazy(() => import("./links/LinkApp.tsx"));
// The link must not stay in the address, and is exchanged while the page is on its way.
const link = location.pathname === "/r" ? new LinkSession(takeLink(location, history)) : undefined;
if (link) {
  dropAskedAhead();
  link.enterAhead();
}

const coming = (
  <LocaleProvider>
    <FullPageLoading />
  </LocaleProvider>
);

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no root");
createRoot(root).render(
  <StrictMode>
    {link ? (
      <Suspense fallback={coming}>
        <LinkApp link={link} />
      </Suspense>
    ) : (
      <App />
    )}
  </StrictMode>,
);
if (!link) addEventListener("load", loadAhead);
