import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { PATIENCE_MS } from "./support/patience.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

// Tests in a real browser against the real daemon. Two files at a time: while one waits for the
// server or for its page, the other has the machine.
const WORKERS = 2;
const TEST_MAX_MS = 180_000;

export default defineConfig({
  root,
  resolve: { alias: { "@": `${root}src` } },
  test: {
    environment: "node",
    include: ["e2e/**/*.test.ts"],
    globalSetup: ["e2e/support/ledger.ts"],
    maxWorkers: WORKERS,
    // Playwright and axe are loaded once a worker; each file has a browser of its own.
    isolate: false,
    testTimeout: TEST_MAX_MS,
    hookTimeout: TEST_MAX_MS,
    expect: { poll: { timeout: PATIENCE_MS } },
    // A machine that stalls for a moment is no finding; a second try on a new page is reported.
    retry: 1,
    reporters: process.env["CI_REPORT"]
      ? ["default", ["junit", { outputFile: process.env["CI_REPORT"] }]]
      : ["default"],
  },
});
