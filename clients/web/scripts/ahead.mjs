// Builds src/ahead as a script of its own, with the list of the files that each page needs, and has
// index.html load it. Runs between the build and the compression.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

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

/** The script (src/ahead) as one piece, whose `askAhead` is `of.askAhead`. */
async function scriptOf(entry, of) {
  const lib = { entry: join(web, entry), name: of, formats: ["iife"], fileName: () => "ahead.js" };
  const [{ output }] = await build({
    configFile: false,
    root: web,
    logLevel: "warn",
    publicDir: false,
    resolve: { alias: { "@": join(web, "src") } },
    build: { lib, write: false, target: "es2023", minify: true },
  });
  return output[0].code.trim();
}

const pages = aheadOfPages();
// Scripts that need nothing of what every visit begins with come first: they are run as they come.
const began = filesOf("index.html");
const isAlone = (file) => {
  const key = Object.keys(manifest).find((one) => manifest[one].file === file);
  return key !== undefined && file.endsWith(".js") && [...filesOf(key)].every((f) => !began.has(f));
};
const all = [...new Set(Object.values(pages).flat())];
const alone = all.filter(isAlone);
const files = [...alone, ...all.filter((file) => !alone.includes(file))];
const places = Object.fromEntries(
  Object.entries(pages).map(([path, own]) => [path, own.map((file) => files.indexOf(file))]),
);
const known = [files, alone.length, places].map((one) => JSON.stringify(one));
const asking = `asking.askAhead(${known});`;
const script = `{${await scriptOf("src/ahead/ahead.ts", "asking")}${asking}}\n`;
const digest = createHash("sha256").update(script).digest("base64url").slice(0, 8);
writeFileSync(join(dist, `assets/ahead-${digest}.js`), script);

const index = join(dist, "index.html");
const tag = `<script async src="/assets/ahead-${digest}.js"></script>`;
const html = readFileSync(index, "utf8");
const place = html.indexOf('<script type="module"');
if (place < 0) throw new Error("index.html has no script to be ahead of");
writeFileSync(index, `${html.slice(0, place)}${tag}\n    ${html.slice(place)}`);
