// The event types and what each of their fields may hold, read from the descriptors of the
// contract: an event or field added there needs no line here.
import { getOption, type DescEnum, type DescField, type DescMessage } from "@bufbuild/protobuf";
import { EventHeaderSchema, EventPayloadSchema } from "@/gen/anchorledger/event/v1/envelope_pb";
import { Role as ContractRole } from "@/gen/anchorledger/event/v1/enums_pb";
import {
  event_rule,
  field as fieldOption,
  FieldKind,
  Presence,
  type EventRule,
  type FieldRule,
} from "@/gen/anchorledger/event/v1/rules_pb";
import { once } from "@/once.ts";
import type { Role } from "@/session/session.ts";

export interface FormField {
  /** As in the contract, such as "draw_no". */
  readonly name: string;
  /** The message that it is a field of, such as "LoanDisbursed". */
  readonly owner: string;
  readonly rule: FieldRule;
  readonly isList: boolean;
  /** The words of an enum; without the one that means nothing. */
  readonly words: DescEnum | undefined;
  /** The fields of a group or of another value made of parts. */
  readonly parts: readonly FormField[];
  /** The name of the oneof it belongs to: at most one of these fields has a value. */
  readonly choice: string | undefined;
}

export interface EventType {
  /** "LoanDisbursed". */
  readonly name: string;
  /** "loan_disbursed", its field in EventPayload. */
  readonly payload: string;
  readonly number: number;
  readonly rule: EventRule;
  readonly fields: readonly FormField[];
}

function wordsOf(desc: DescField): DescEnum | undefined {
  if (desc.fieldKind === "enum") return desc.enum;
  return desc.fieldKind === "list" && desc.listKind === "enum" ? desc.enum : undefined;
}

function partsOf(desc: DescField): readonly FormField[] {
  const isMessage =
    desc.fieldKind === "message" || (desc.fieldKind === "list" && desc.listKind === "message");
  return isMessage && desc.message ? fieldsOf(desc.message) : [];
}

function fieldOf(desc: DescField): FormField {
  return {
    name: desc.name,
    owner: desc.parent.name,
    rule: getOption(desc, fieldOption),
    isList: desc.fieldKind === "list",
    words: wordsOf(desc),
    parts: partsOf(desc),
    choice: desc.oneof?.name,
  };
}

function fieldsOf(message: DescMessage): readonly FormField[] {
  return message.fields.map(fieldOf);
}

function eventTypeOf(desc: DescField): EventType[] {
  if (desc.fieldKind !== "message") return [];
  const { message } = desc;
  // Read when a form asks for them: all fields of all types are a wait on a phone.
  const fields = once(() => fieldsOf(message));
  return [
    {
      name: message.name,
      payload: desc.name,
      number: desc.number,
      rule: getOption(message, event_rule),
      get fields() {
        return fields();
      },
    },
  ];
}

/** All event types, by number. */
export const eventTypes: readonly EventType[] = EventPayloadSchema.fields.flatMap(eventTypeOf);

const byName = new Map(eventTypes.map((type) => [type.name, type]));
const byNumber = new Map(eventTypes.map((type) => [type.number, type]));

export function eventTypeNamed(name: string): EventType | undefined {
  return byName.get(name);
}

export function eventTypeNumbered(number: number): EventType | undefined {
  return byNumber.get(number);
}

// Records that other pages make: corrections belong to the record they correct, imports to files.
const madeElsewhere = new Set([
  "EventAmended",
  "EventVoided",
  "ImportProfileSaved",
  "ImportBatchRecorded",
  "ImportBatchUndone",
]);

/** Whether one of these roles may record it with a form. */
export function mayRecord(type: EventType, roles: readonly Role[]): boolean {
  return !madeElsewhere.has(type.name) && mayAppend(type, roles);
}

/** Whether one of these roles may append it in any way. */
export function mayAppend(type: EventType, roles: readonly Role[]): boolean {
  return type.rule.roles.some((role) => roles.includes(ContractRole[role].toLowerCase() as Role));
}

/** What an event is about: its number without the last two digits. */
export function groupOf(type: EventType): string {
  return String(Math.floor(type.number / 100));
}

const headerByName = once(
  () => new Map(fieldsOf(EventHeaderSchema).map((field) => [field.name, field])),
);

// What a person may say beside the event, in this order; the rest is known or of no use in a form.
const headerNames = [
  "effective_on", "partnership_id", "anchor_id", "facility_id", "basis", "assurance",
  "visibility", "phase_override", "reason_code", "late_reason", "corroborates_position",
  "evidence_refs",
];

function presenceOf(type: EventType, name: string): Presence {
  switch (name) {
    case "effective_on":
      return type.rule.businessDate === "" ? Presence.REQUIRED : Presence.FORBIDDEN;
    case "partnership_id":
      return ownIds(type).includes(name) ? Presence.FORBIDDEN : type.rule.partnership;
    case "anchor_id":
      return ownIds(type).includes(name) ? Presence.FORBIDDEN : type.rule.anchor;
    default:
      return Presence.OPTIONAL;
  }
}

/** The fields of the header that belong to a form for this type. */
export function headerFieldsOf(type: EventType): readonly FormField[] {
  return headerNames.flatMap((name) => {
    const field = headerByName().get(name);
    const presence = presenceOf(type, name);
    if (!field || presence === Presence.FORBIDDEN) return [];
    const required = presence === Presence.REQUIRED;
    return [{ ...field, rule: { ...field.rule, required } }];
  });
}

export function headerField(name: string): FormField | undefined {
  return headerByName().get(name);
}

/** Whether the field is the id of the very thing that the event brings into being. */
export function isOwnId(type: EventType, field: FormField): boolean {
  const { rule } = field;
  if (rule.kind !== FieldKind.ID || rule.refersTo !== "" || !rule.notAmendable) return false;
  return type.fields.includes(field) && type.rule.stream.includes(`{${field.name}}`);
}

function ownIds(type: EventType): string[] {
  return type.fields.filter((field) => isOwnId(type, field)).map((field) => field.name);
}

/** What the fields of a group are chosen by, where at most one of them may have a value. */
export function choicesOf(fields: readonly FormField[]): ReadonlyMap<string, FormField[]> {
  const choices = new Map<string, FormField[]>();
  for (const field of fields) {
    if (field.choice === undefined) continue;
    choices.set(field.choice, [...(choices.get(field.choice) ?? []), field]);
  }
  return choices;
}
