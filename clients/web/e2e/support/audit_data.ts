// What an auditor has to look into: a corrected loan, a voided one, and an import that was undone.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { call } from "./api.ts";
import type { Daemon } from "./daemon.ts";

const profile = fileURLToPath(new URL("../../../../deploy/profiles/loans.json", import.meta.url));

interface Listed {
  readonly events: readonly {
    readonly position: string;
    readonly payload: {
      readonly loanDisbursed?: { readonly amount: { readonly minor: string } };
    };
  }[];
}

export interface AuditData {
  /** A disbursement that was corrected twice; the first correction was taken back. */
  readonly corrected: string;
  /** What it said at first, in dollars. */
  readonly before: string;
  /** A disbursement that was taken out. */
  readonly voided: string;
  readonly importId: string;
}

async function disbursements(daemon: Daemon): Promise<Listed["events"]> {
  const filter = { eventTypes: ["LoanDisbursed"] };
  const answer = await call<Listed>(daemon, "everything", "EventService/ListEvents", { filter });
  return answer.events;
}

async function lastPosition(daemon: Daemon): Promise<string> {
  const request = { order: "LIST_ORDER_BACKWARDS", pageSize: 1 };
  const answer = await call<Listed>(daemon, "everything", "EventService/ListEvents", request);
  return answer.events[0]!.position;
}

/** An import of two loans, one paid out, which was then undone. */
async function undoneImport(daemon: Daemon): Promise<string> {
  const file = join(daemon.folder, "loans.csv");
  const head = "loan,borrower,amount,rate_percent,months,committed_on,disbursed_on";
  const rows = [
    "L-1,First Bakery,25000.00,3.5,48,2019-02-01,2019-03-01",
    "L-2,Second Bakery,10000.00,2.0,24,2019-02-01,",
  ];
  writeFileSync(file, [head, ...rows, ""].join("\n"));
  daemon.client(
    "import", "investments", file, "--profile", profile, "--anchor", "boston-medical-center",
  );
  const { imports } = await call<{ imports: { importId: string }[] }>(
    daemon, "everything", "ImportService/ListImports", {},
  );
  const importId = imports[0]!.importId;
  daemon.client("import", "undo", importId);
  return importId;
}

export async function prepareAudit(daemon: Daemon): Promise<AuditData> {
  const [first, second] = await disbursements(daemon);
  const corrected = first!.position;
  const minor = first!.payload.loanDisbursed!.amount.minor;
  const before = `${minor.slice(0, -2)}.${minor.slice(-2)}`;
  daemon.client("events", "amend", corrected, "ledger_ref=GL 8", "--reason", "typo");
  const wrong = await lastPosition(daemon);
  daemon.client("events", "amend", corrected, "amount=1234.56 USD", "--reason", "unit_error");
  daemon.client("events", "void", wrong, "--reason", "not_real");
  const voided = second!.position;
  daemon.client("events", "void", voided, "--reason", "duplicate");
  return { corrected, before, voided, importId: await undoneImport(daemon) };
}
