import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

// Where a running anchorledgerd answers while pages are worked on with `npm run dev`.
const gateway = process.env["ANCHORLEDGER_GATEWAY"] ?? "http://127.0.0.1:8751";

// Few files, since browsers ask a server for six at a time: what every visit begins with, and what
// many pages share. The rest is divided by who needs it. What a group needs goes with it, unless a
// group of higher priority has it.
const groups = [
  // Needs nothing of the others, so that it can be run before they are there (scripts/ahead.mjs).
  {
    name: "wire",
    test: new RegExp(
      "@bufbuild|@connectrpc|gen/google|gen/anchorledger/event/v1/(common|enums|rules)_pb",
    ),
    priority: 8,
  },
  { name: "first", tags: ["$initial" as const], priority: 7 },
  {
    name: "calls",
    test: /@tanstack\/(react-query|query-core)|src\/api\/(transport|keys|freshness)/,
    priority: 6,
  },
  {
    name: "events",
    test: /gen\/anchorledger\/(event\/v1|api\/v1\/event_pb)|src\/api\/events/,
    priority: 5,
  },
  { name: "measured", test: /gen\/anchorledger\/(api\/v1\/metrics|metric\/v1)/, priority: 5 },
  { name: "controls", test: /src\/ui\/\w+\.|src\/ui\/states/, priority: 4 },
  // Without what knows all event types or roles: that is loaded where it is shown.
  {
    name: "frame",
    test: new RegExp(
      "@tanstack/[a-z-]*(router|history|store)" +
        "|src/(app/(?!SignedIn|FirstSteps|NoRight)|live/Live)",
    ),
    priority: 3,
  },
  {
    name: "figures",
    test: /src\/(metrics\/(?!\w+_es|NumbersPanel|numbers_texts)|api\/(metrics|directory)\.)/,
    priority: 2,
  },
  { name: "labels", test: /src\/forms\/texts\/(?!help_es|late_reason)/, priority: 1 },
  {
    name: "fields",
    test: /src\/forms\/(?!texts|ui|references|corrections|facts|useRecording|issue_words)/,
    priority: 1,
  },
];

// Files most of which is needed for the first view. Chromium compiles such a file whole, beside the
// page's own thread and while it comes, instead of each function when it is first called.
const neededWhole = new Set([
  "wire", "index", "calls", "frame", "controls", "figures", "OverviewPage", "ReportPage",
]);

const compiledWhole: Plugin = {
  name: "compiled-whole",
  generateBundle: {
    order: "post",
    handler: (_options, bundle) => {
      for (const file of Object.values(bundle)) {
        if (file.type !== "chunk" || !neededWhole.has(file.name)) continue;
        file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
      }
    },
  },
};

// For tests of large files, on a machine that may be busy.
const TEST_MAX_MS = 60_000;

export default defineConfig({
  plugins: [react(), compiledWhole],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "es2023",
    // Nothing is inlined: the content security policy knows only files of this origin.
    assetsInlineLimit: 0,
    // All styles are 12 kB: one file, and no page waits for its own.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    manifest: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  server: {
    proxy: Object.fromEntries(
      ["/anchorledger.api.v1.", "/session", "/healthz"].map((path) => [path, gateway]),
    ),
  },
  test: {
    environment: "happy-dom",
    // What files import is loaded once a worker: that is most of the time. So no test replaces a
    // module, only what an object does, until its file ends.
    isolate: false,
    unstubGlobals: true,
    testTimeout: TEST_MAX_MS,
    include: ["test/**/*.test.{ts,tsx}"],
    setupFiles: ["test/setup.ts"],
    reporters: process.env["CI_REPORT"]
      ? ["default", ["junit", { outputFile: process.env["CI_REPORT"] }]]
      : ["default"],
  },
});
