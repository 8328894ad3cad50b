// What somebody who came by a link keeps of a report that is in. The link opens nothing any more,
// so it stays on the device: opened again there, the link shows it.
import type { Draft } from "@/forms/drafts.ts";
import { encode, isBlank, textOf } from "@/forms/entered.ts";
import { factsOf, type Fact } from "@/forms/facts.ts";
import { eventTitle } from "@/forms/texts/labels.ts";
import { ofDevice } from "@/kept.ts";
import type { Language } from "@/locale/catalogue.ts";
import { dayFromIso, type Day, type Format } from "@/locale/format.ts";
import type { Recorded } from "./outbox.ts";
import { linkedFields, partsOf } from "./report_draft.ts";

const RECEIPT = "receipt/";

/** What stands on a receipt. */
export interface Receipt {
  readonly kind: string;
  readonly partner: string;
  readonly from: Day;
  readonly to: Day;
  readonly isNil: boolean;
  readonly number: string;
  readonly at: Date | undefined;
  /** What was sent, as it was entered. */
  readonly draft: Pick<Draft, "values">;
}

export function receiptKey(reportId: string): string {
  return RECEIPT + reportId;
}

/** What is kept of what was sent, with when it came in and under which number. */
export function receiptFor(
  { draft, logId, position, at }: Recorded & { readonly draft: Draft },
  named: { readonly kind: string; readonly partner: string },
): Draft {
  const key = receiptKey(textOf(draft.header["report_id"]));
  const received = { number: `${logId}-${position}`, at: at?.toISOString() ?? "", ...named };
  return { ...draft, key, header: { ...draft.header, ...received } };
}

/** A receipt that was kept. */
export function receiptOf({ header, values }: Draft): Receipt {
  const day = (name: string) => dayFromIso(textOf(header[name])) ?? { days: 0 };
  const at = textOf(header["at"]);
  return {
    kind: textOf(header["kind"]),
    partner: textOf(header["partner"]),
    from: day("from"),
    to: day("to"),
    isNil: header["nil"] === "yes",
    number: textOf(header["number"]),
    at: at === "" ? undefined : new Date(at),
    draft: { values },
  };
}

/** The receipt of what a link brought from here; one that is used says not whose it is. */
export function receiptByLink(linkId: string): Receipt | undefined {
  if (linkId === "") return undefined;
  const name = ofDevice.names().find((one) => one.includes(`/link-${linkId}/${RECEIPT}`));
  try {
    const kept = JSON.parse((name && ofDevice.get(name)) ?? "null") as Draft | null;
    return kept ? receiptOf(kept) : undefined;
  } catch {
    return undefined;
  }
}

/** One thing that was reported, in words. */
export interface Reported {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** What a report says, part by part; without what its holder never saw. */
export function reportedIn(
  draft: Pick<Draft, "values">,
  reader: { readonly language: Language; readonly format: Format },
): Reported[] {
  return partsOf(draft).map(({ type, values }) => {
    const hidden = linkedFields(type);
    const seen = type.fields.filter(
      ({ name, rule }) => !hidden.has(name) && rule.refersTo === "" && !isBlank(values[name]),
    );
    const { json } = encode(seen, values);
    return { title: eventTitle(type, reader.language), facts: factsOf(seen, json, reader) };
  });
}
