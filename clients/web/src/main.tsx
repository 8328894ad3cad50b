import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { App, loadAhead, prepareApp } from "./app/App.tsx";
import "./design/base.css";
import { LinkSession, takeLink } from "./links/link_session.ts";
import { LocaleProvider } from "./locale/Locale.tsx";
import { dropAskedAhead } from "./session/session.ts";
import { atOnce } from "./ui/atOnce.tsx";
import { FullPageLoading } from "./ui/states/Loading.tsx";

// Who waits longer than that for a first page is told that it is on its way.
const SILENT_MAX_MS = 700;

// Who comes by a link has no account: another page, and none of the others.
const linkCode = () => import("./links/LinkApp.tsx");
const linkApp = atOnce(linkCode);
// The link must not stay in the address, and is exchanged while the page is on its way.
const link = location.pathname === "/r" ? new LinkSession(takeLink(location, history)) : undefined;
if (link) {
  dropAskedAhead();
  link.enterAhead();
}

async function prepareLink(of: LinkSession): Promise<void> {
  await linkApp.load();
  await (await linkCode()).prepare(of);
}

const coming = (
  <LocaleProvider>
    <FullPageLoading />
  </LocaleProvider>
);

const place = document.getElementById("root");
if (!place) throw new Error("index.html has no root");
const root = createRoot(place);

let isDrawn = false;

function draw(): void {
  if (isDrawn) return;
  isDrawn = true;
  root.render(
    <StrictMode>
      {link ? (
        <Suspense fallback={coming}>
          <linkApp.Content link={link} />
        </Suspense>
      ) : (
        <App />
      )}
    </StrictMode>,
  );
}

// What fails is said by what is drawn.
(link ? prepareLink(link) : prepareApp()).then(draw, draw);
setTimeout(draw, SILENT_MAX_MS);
if (!link) addEventListener("load", loadAhead);
