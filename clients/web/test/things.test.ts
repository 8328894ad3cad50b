import { describe, expect, it } from "vitest";
import { pageOfStream, thingPath } from "@/directory/things.ts";
import { eventTypes, type FormField } from "@/forms/definitions.ts";
import { restoreCommands } from "@/pages/administration/server.ts";

describe("a thing that an event names", () => {
  it("leads to its page, or to its events where it has none", () => {
    expect(thingPath("supplier", "s-1")).toEqual({ to: "/suppliers/s-1" });
    expect(thingPath("import_batch", "b 1")).toEqual({ to: "/batches/b%201" });
    const events = { to: "/events", search: { stream: "reference-set/r-1" } };
    expect(thingPath("reference_set", "r-1")).toEqual(events);
    expect(thingPath("milestone", "M1")).toBeUndefined();
    expect(thingPath("supplier", "")).toBeUndefined();
  });

  it("is found by its stream, where that has a page", () => {
    expect(pageOfStream("investment/loan/7")).toEqual({ to: "/investments/loan%2F7" });
    expect(pageOfStream("import-batch/b-1")).toEqual({ to: "/batches/b-1" });
    expect(pageOfStream("purchase/p-1")).toBeUndefined();
  });

  it("leads somewhere for most kinds that the contract knows", () => {
    const kindsOf = (fields: readonly FormField[]): string[] =>
      fields.flatMap(({ rule, parts }) => [rule.refersTo, ...kindsOf(parts)]);
    const kinds = new Set(eventTypes.flatMap(({ fields }) => kindsOf(fields)));
    const nowhere = [...kinds].filter((kind) => kind !== "" && !thingPath(kind, "x"));
    // An organisation is an anchor or a partner: which one is asked of the directory.
    expect(nowhere.sort()).toEqual([
      "deal", "facility", "metric", "milestone", "organisation", "program",
    ]);
  });
});

describe("the commands that restore a backup", () => {
  it("name the data folder that it lies in, and quote what a shell would take apart", () => {
    const [away, restore] = restoreCommands("/srv/ledger/backups/monday");
    expect(away).toBe("mv /srv/ledger/log /srv/ledger/log-before-restore");
    expect(restore).toBe(
      "anchorledger-check restore --data-dir /srv/ledger --backup /srv/ledger/backups/monday",
    );
    expect(restoreCommands("/srv/my ledger/backups/b")[2]).toContain("'/srv/my ledger'");
  });
});
