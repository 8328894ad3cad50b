// Every page that there is, with an address at which it has something to show: what is true of each
// page is asked of these. A folder of src/pages without an address here fails the tests.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { prepareAudit } from "./audit_data.ts";
import type { Daemon } from "./daemon.ts";
import { daysOf, makeDue } from "./reports.ts";

/** What the examples need beside the demo. */
export interface Examples {
  readonly importId: string;
}

const examples: Readonly<Record<string, (given: Examples) => string>> = {
  administration: () => "/administration",
  anchor: () => "/anchors/boston-medical-center",
  ask_report: () => "/reports-due/ask",
  batch: ({ importId }) => `/batches/${importId}`,
  directory: () => "/directory?kind=investments",
  event: () => "/events/30",
  events: () => "/events",
  explore: () => "/explore?metric=I-04&by=partnership,fiscal_year",
  import: () => "/import",
  import_one: ({ importId }) => `/import/${importId}`,
  investment: () => "/investments/evergreen-equipment-loan",
  overview: () => "/overview",
  partner: () => "/partners/evergreen-coop-laundry",
  partnership: () => "/partnerships/evergreen-laundry",
  record: () => "/record",
  record_event: () => "/record/InvestmentCommitted",
  report: () => "/report",
  report_one: () => "/report/late",
  reports_due: () => "/reports-due",
  supplier: () => "/suppliers/evergreen-laundry-supplier",
};

/** Records what they need: corrections, an import that was undone, a report that is late. */
export async function prepareExamples(daemon: Daemon): Promise<Examples> {
  const { importId } = await prepareAudit(daemon);
  const spring = [daysOf(Date.UTC(2026, 0, 1)), daysOf(Date.UTC(2026, 2, 31))] as const;
  await makeDue(daemon, [{ reportId: "late", reportKind: "jobs", about: spring, dueIn: -10 }]);
  return { importId };
}

export interface ExamplePage {
  readonly name: string;
  readonly address: (given: Examples) => string;
}

/** One a folder of src/pages. */
export const everyPage: readonly ExamplePage[] = readdirSync(
  join(import.meta.dirname, "../../src/pages"),
).map((name) => {
  const address = examples[name];
  if (!address) throw new Error(`support/every_page.ts has no address of the page ${name}`);
  return { name, address };
});
