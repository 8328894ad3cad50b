import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));

// Not tests: how long people wait, to be asked of a machine that does nothing else.
export default defineConfig({
  root,
  test: {
    environment: "node",
    include: ["e2e/speed/*.ts"],
    exclude: ["e2e/speed/vitest.config.ts"],
    globalSetup: ["e2e/support/ledger.ts"],
    maxWorkers: 1,
    testTimeout: 120_000,
    reporters: ["dot"],
    disableConsoleIntercept: true,
  },
});
