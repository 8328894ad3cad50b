import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// Where a running anchorledgerd answers while pages are worked on with `npm run dev`.
const gateway = process.env["ANCHORLEDGER_GATEWAY"] ?? "http://127.0.0.1:8751";

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
  },
  server: {
    proxy: Object.fromEntries(
      ["/anchorledger.api.v1.", "/session", "/healthz"].map((path) => [path, gateway]),
    ),
  },
  test: {
    environment: "happy-dom",
    include: ["test/**/*.test.{ts,tsx}"],
    setupFiles: ["test/setup.ts"],
    reporters: process.env["CI_REPORT"]
      ? ["default", ["junit", { outputFile: process.env["CI_REPORT"] }]]
      : ["default"],
  },
});
