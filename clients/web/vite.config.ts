import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// Where a running anchorledgerd answers while pages are worked on with `npm run dev`.
const gateway = process.env["ANCHORLEDGER_GATEWAY"] ?? "http://127.0.0.1:8751";

// Few files, since browsers ask a server for six at a time: what every visit begins with, and what
// surrounds every page. The rest is divided by who needs it.
const groups = [
  { name: "first", tags: ["$initial" as const], priority: 1 },
  {
    name: "common",
    test: /@tanstack\/[a-z-]*(router|history|store)|src\/(app|live|session|ui\/(states|\w+\.))/,
    minShareCount: 2,
  },
];

// For tests of large files, on a machine that may be busy.
const TEST_MAX_MS = 60_000;

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "es2023",
    // Nothing is inlined: the content security policy knows only files of this origin.
    assetsInlineLimit: 0,
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
