// Writes a small script that asks, while the first one is still on its way, for what the page of
// the address will need: else a browser learns of each file only from the one before, and on a
// slow network every step is a wait. For the same reason a link is exchanged and its report asked
// for; the page finds the answers (src/links/asked_ahead.ts). Runs between the build and the
// compression.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("..", import.meta.url));
const dist = join(web, "dist");
const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8"));

/** All files of a chunk and of those that it imports. */
function filesOf(key, found = new Set()) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`the build has no ${key}`);
  if (found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const style of chunk.css ?? []) found.add(style);
  for (const next of chunk.imports ?? []) filesOf(next, found);
  return found;
}

function matchOf(text, pattern, what) {
  const found = text.match(pattern);
  if (!found) throw new Error(`${what} is not written as others are`);
  return found[1];
}

/** Address -> what has to be loaded for it, beside what every visit begins with. */
function aheadOfPages() {
  const first = filesOf("index.html");
  const rest = (...keys) =>
    [...keys.reduce((found, key) => filesOf(key, found), new Set())].filter((f) => !first.has(f));
  const pages = { "/r": rest("src/links/LinkApp.tsx") };
  const folder = join(web, "src/pages");
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name, "page.ts"), "utf8");
    const path = matchOf(text, /path: "([^"]+)"/, `${name}/page.ts`);
    const content = matchOf(text, /import\("\.\/([^"]+)"\)/, `${name}/page.ts`);
    pages[path] = rest("src/app/SignedIn.tsx", `src/pages/${name}/${content}`);
  }
  return pages;
}

// Runs in the browser. The address differs from that of the session that index.html asks for, which
// a browser would else try to answer this with. A refusal is said by the page, which asks again.
function askForLinked(link) {
  const post = (address, headers, body) =>
    fetch(address, { method: "POST", headers, body, cache: "no-store" });
  const json = { "Content-Type": "application/json" };
  const session = post("/session?ahead", json, JSON.stringify({ link }));
  const report = session
    .then((answer) => answer.clone().json())
    .then(({ session: id }) =>
      post("/anchorledger.api.v1.ReportLinkService/GetLinkedReport", {
        "Authorization": `Session ${id}`,
        "Content-Type": "application/proto",
        "Connect-Protocol-Version": "1",
        "Connect-Timeout-Ms": "30000",
      }),
    );
  session.catch(() => undefined);
  report.catch(() => undefined);
  window.anchorledgerAhead = { link, session, report };
}

// Runs in the browser. Who is not signed in sees the sign-in page first, and nothing is in its way;
// a link needs no signing in.
function ask(files, pages) {
  const path = location.pathname === "/" ? "/overview" : location.pathname;
  if (path !== "/r" && !localStorage.getItem("anchorledger.signed-in")) return;
  const link = location.hash.slice(1);
  if (path === "/r" && /^[0-9a-f]{16}\.[0-9a-f]{64}$/.test(link)) askForLinked(link);
  const parts = path.split("/");
  const isAt = (page) => {
    const wanted = page.split("/");
    return (
      wanted.length === parts.length &&
      wanted.every((part, i) => part === parts[i] || (part[0] === "$" && parts[i] !== ""))
    );
  };
  for (const place of pages[Object.keys(pages).find(isAt)] ?? []) {
    const file = files[place];
    const link = document.createElement("link");
    link.rel = file.endsWith(".css") ? "preload" : "modulepreload";
    if (link.rel === "preload") link.as = "style";
    link.crossOrigin = "";
    link.href = `/${file}`;
    document.head.append(link);
  }
}

const pages = aheadOfPages();
const files = [...new Set(Object.values(pages).flat())];
const places = Object.fromEntries(
  Object.entries(pages).map(([path, own]) => [path, own.map((file) => files.indexOf(file))]),
);
const call = `(${ask})(${JSON.stringify(files)},${JSON.stringify(places)});`;
const script = `{${askForLinked}${call}}\n`;
const digest = createHash("sha256").update(script).digest("base64url").slice(0, 8);
writeFileSync(join(dist, `assets/ahead-${digest}.js`), script);

const index = join(dist, "index.html");
const tag = `<script async src="/assets/ahead-${digest}.js"></script>`;
const html = readFileSync(index, "utf8");
const place = html.indexOf('<script type="module"');
if (place < 0) throw new Error("index.html has no script to be ahead of");
writeFileSync(index, `${html.slice(0, place)}${tag}\n    ${html.slice(place)}`);
