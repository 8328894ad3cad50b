// What a reader's browser has to load before the first page can be used. Needs `npm run build`.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

const dist = join(import.meta.dirname, "../dist");
const manifestFile = join(dist, ".vite/manifest.json");
const FIRST_VIEW_MAX_BYTES = 220_000;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

function filesBelow(manifest: Record<string, Chunk>, key: string, found = new Set<string>()) {
  const chunk = manifest[key];
  if (!chunk || found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const next of chunk.imports ?? []) filesBelow(manifest, next, found);
  return found;
}

describe.skipIf(!existsSync(manifestFile))("the built pages", () => {
  it("need at most 220 kB of compressed script for the first view", () => {
    const manifest = JSON.parse(readFileSync(manifestFile, "utf8")) as Record<string, Chunk>;
    const files = filesBelow(manifest, "index.html");
    filesBelow(manifest, "src/app/SignedIn.tsx", files);
    filesBelow(manifest, "src/pages/overview/OverviewPage.tsx", files);
    const bytes = [...files]
      .filter((file) => file.endsWith(".js"))
      .map((file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length);
    const total = bytes.reduce((sum, size) => sum + size, 0);
    console.info(`first view: ${Math.round(total / 1000)} kB of script, compressed`);
    expect(bytes.length).toBeGreaterThan(1);
    expect(total).toBeLessThanOrEqual(FIRST_VIEW_MAX_BYTES);
  });

  it("have no inline script or style and name no other host", () => {
    const page = readFileSync(join(dist, "index.html"), "utf8");
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
  });
});
