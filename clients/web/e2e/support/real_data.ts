// Real files for tests: not part of the repository; tests that need them are skipped without them.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Daemon } from "./daemon.ts";

const repository = join(import.meta.dirname, "../../../..");
const data = process.env["ANCHORLEDGER_TEST_DATA"] ?? join(repository, "../shared/data");

export const hasRealData = existsSync(join(data, "nhs-payments"));

export function realFile(name: string): string {
  return join(data, name);
}

/** What was computed of a folder's files independently of the ledger. */
export function expectedOf<Expected>(folder: string): Expected {
  return JSON.parse(readFileSync(realFile(`${folder}/expected.json`), "utf8")) as Expected;
}

interface Anchor {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly month: number;
}

/** Registers an anchor: before it nothing can be recorded of it. */
export function registerAnchor(daemon: Daemon, { id, name, currency, month }: Anchor): void {
  const payload = {
    anchor_registered: {
      anchor_id: id,
      legal_name: name,
      currency,
      fiscal_year_start: { month, day: 1 },
      time_zone: currency === "GBP" ? "Europe/London" : "America/New_York",
      han_member: false,
    },
  };
  const path = join(daemon.folder, `${id}.jsonl`);
  writeFileSync(path, `${JSON.stringify({ payload, effective_on: "2010-04-01" })}\n`);
  daemon.client("append", path);
}

/** Keeps a profile on the server, as its owner would have done before. */
export function keepProfile(daemon: Daemon, name: string): void {
  daemon.client("profile", "save", join(repository, "tests/support/profiles", `${name}.json`));
}
