import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));

// Not tests: pictures for people, of the real pages with the demo.
export default defineConfig({
  root,
  test: {
    environment: "node",
    include: ["e2e/pictures/pictures.ts"],
    globalSetup: ["e2e/support/ledger.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
  },
});
