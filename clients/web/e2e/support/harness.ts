// Pages that only tests have: built from e2e/harness into a folder of their own, and served.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { build } from "vite";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};

export class Harness {
  private constructor(
    readonly origin: string,
    private readonly server: Server,
    private readonly folder: string,
  ) {}

  static async start(page: string): Promise<Harness> {
    const folder = mkdtempSync(join(tmpdir(), "anchorledger-harness-"));
    const web = join(import.meta.dirname, "../..");
    await build({
      root: join(web, "e2e/harness"),
      configFile: join(web, "vite.config.ts"),
      logLevel: "error",
      build: { outDir: folder, rolldownOptions: { input: join(web, "e2e/harness", page) } },
    });
    const server = createServer((request, response) => {
      const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
      try {
        const content = readFileSync(join(folder, path));
        response.setHeader("Content-Type", types[extname(path)] ?? "application/octet-stream");
        response.end(content);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return new Harness(`http://127.0.0.1:${port}`, server, folder);
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
