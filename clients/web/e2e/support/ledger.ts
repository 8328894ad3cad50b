// One daemon with the demo for all test files that only read, or only add what others do not see.
import type { TestProject } from "vitest/node";
import { Daemon, type Person } from "./daemon.ts";

declare module "vitest" {
  interface ProvidedContext {
    origin: string;
    tokens: Record<Person, string>;
  }
}

export default async function setup(project: TestProject) {
  const daemon = await Daemon.start();
  try {
    daemon.loadDemo();
  } catch (error) {
    await daemon.stop();
    throw error;
  }
  project.provide("origin", daemon.origin);
  project.provide("tokens", daemon.tokens);
  return () => daemon.stop();
}
