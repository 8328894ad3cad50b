// What a new form begins with, so that people type only what nobody can know before.
import { FieldKind } from "@/gen/anchorledger/event/v1/rules_pb";
import { isoFromDay, today } from "@/locale/format.ts";
import { headerFieldsOf, isOwnId, type EventType } from "./definitions.ts";
import { newOpaqueId } from "./drafts.ts";
import type { Entered, EnteredGroup } from "./entered.ts";

/** "purchase_id" begins ids of purchases with "purchase". */
function prefixOf(fieldName: string): string {
  return fieldName.replace(/_id$/, "").replaceAll("_", "-");
}

export interface Known {
  /** The anchor that the person speaks for, or the only one there is. */
  readonly anchorId: string | undefined;
  /** The partner organisation that the person reports for. */
  readonly partnerId?: string | undefined;
  /** Values by the name of the field, from the address or from a report that is due. */
  readonly given?: Readonly<Record<string, Entered>>;
}

export function beginningOf(type: EventType, known: Known) {
  const values: Record<string, Entered> = {};
  for (const field of type.fields) {
    const { refersTo, kind, required } = field.rule;
    const given = known.given?.[field.name];
    if (given !== undefined) values[field.name] = given;
    else if (isOwnId(type, field)) values[field.name] = newOpaqueId(prefixOf(field.name));
    else if (!required || kind !== FieldKind.ID || field.isList) continue;
    else if (refersTo === "anchor" && known.anchorId) values[field.name] = known.anchorId;
    else if (["partner", "organisation"].includes(refersTo) && known.partnerId) {
      values[field.name] = known.partnerId;
    }
  }
  return { values: values satisfies EnteredGroup, header: headerOf(type, known) };
}

function headerOf(type: EventType, known: Known): EnteredGroup {
  const header: Record<string, Entered> = {};
  for (const field of headerFieldsOf(type)) {
    const given = known.given?.[`header.${field.name}`];
    if (given !== undefined) header[field.name] = given;
    else if (field.name === "effective_on") header[field.name] = isoFromDay(today());
    else if (field.name === "anchor_id" && known.anchorId) header[field.name] = known.anchorId;
  }
  return header;
}
