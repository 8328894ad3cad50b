import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

// Tests in a real browser against the real daemon. One at a time: they share the machine's cores
// with Chromium and the server.
export default defineConfig({
  root,
  resolve: { alias: { "@": `${root}src` } },
  test: {
    environment: "node",
    include: ["e2e/**/*.test.ts"],
    globalSetup: ["e2e/support/ledger.ts"],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // A machine that stalls for a moment is no finding; a second try on a new page is reported.
    retry: 1,
    reporters: process.env["CI_REPORT"]
      ? ["default", ["junit", { outputFile: process.env["CI_REPORT"] }]]
      : ["default"],
  },
});
