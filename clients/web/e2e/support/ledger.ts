// The demo, loaded once. One daemon has it for all test files that only read, or only add what
// others do not see; the other files begin with a copy of their own (own_ledger.ts).
import type { TestProject } from "vitest/node";
import { Daemon, type Person, type Rest } from "./daemon.ts";

declare module "vitest" {
  interface ProvidedContext {
    origin: string;
    tokens: Record<Person, string>;
    demo: Rest;
  }
}

export default async function setup(project: TestProject) {
  const first = await Daemon.start();
  try {
    first.loadDemo();
    await first.kill("SIGTERM");
    const shared = await Daemon.onCopyOf(first);
    project.provide("demo", { folder: first.folder, tokens: first.tokens });
    project.provide("origin", shared.origin);
    project.provide("tokens", shared.tokens);
    return async () => {
      await shared.stop();
      await first.stop();
    };
  } catch (error) {
    await first.stop();
    throw error;
  }
}
