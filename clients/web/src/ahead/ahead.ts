// A script of its own (scripts/ahead.mjs), in no other's way: asks, while the first script of the
// pages is still on its way, for what the page of the address will need. Else a browser learns of
// each file only from the one before, and on a slow network every step is a wait.
import { askForLinked, askForPage } from "./calls.ts";
import { warmUp } from "./warm.ts";

// Who is not signed in sees the sign-in page first, and nothing is in its way; a link needs no
// signing in.
const SIGNED_IN = "anchorledger.signed-in";
const LINKS = "/r";

function isAt(page: string, path: string): boolean {
  const parts = path.split("/");
  const wanted = page.split("/");
  return (
    wanted.length === parts.length &&
    wanted.every((part, i) => part === parts[i] || (part.startsWith("$") && parts[i] !== ""))
  );
}

function load(file: string, isAlone: boolean): void {
  if (isAlone) {
    // Read and run at once. Who needs it asks again where that fails.
    import(/* @vite-ignore */ `/${file}`).catch(() => undefined);
    return;
  }
  const link = document.createElement("link");
  link.rel = file.endsWith(".css") ? "preload" : "modulepreload";
  if (link.rel === "preload") link.as = "style";
  link.crossOrigin = "";
  link.href = `/${file}`;
  document.head.append(link);
}

/**
 * Asks for the files of the page of the address, and for its first answers. The first `alone` of
 * the files need none of those that every visit begins with.
 */
export function askAhead(
  files: readonly string[],
  alone: number,
  pages: Readonly<Record<string, readonly number[]>>,
): void {
  const { pathname, hash, search } = location;
  const path = pathname === "/" ? "/overview" : pathname;
  const link = hash.slice(1);
  if (path === LINKS) {
    if (/^[0-9a-f]{16}\.[0-9a-f]{64}$/.test(link)) askForLinked(link);
  } else {
    if (!localStorage.getItem(SIGNED_IN)) return;
    // With a token in the address somebody else may sign in.
    if (hash === "") askForPage(path, search);
  }
  const page = Object.keys(pages).find((one) => isAt(one, path));
  const places = page === undefined ? [] : (pages[page] ?? []);
  for (const place of places) load(files[place] ?? "", place < alone);
  setTimeout(warmUp);
}
