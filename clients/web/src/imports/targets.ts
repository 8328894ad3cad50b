// The places in an event that a column can fill.
import { FieldKind } from "@/gen/anchorledger/event/v1/rules_pb";
import type { Language } from "@/locale/catalogue.ts";
import { headerFieldsOf, isOwnId, type EventType, type FormField } from "@/forms/definitions.ts";
import { isMoney } from "@/forms/entered.ts";
import { fieldLabel } from "@/forms/texts/labels.ts";

export interface Target {
  /** As profiles name it, such as "category.code" or "header.effective_on". */
  readonly path: string;
  readonly field: FormField;
  /** The fields around it, the outermost first. */
  readonly around: readonly FormField[];
  readonly isRequired: boolean;
  /** Whether it is the id of what the event brings into being. */
  readonly isOwn: boolean;
}

// What no column of a file holds.
const unfit = new Set([FieldKind.SHA256, FieldKind.JSON, FieldKind.POSITION]);

function below(field: FormField, path: string, around: readonly FormField[]): Target[] {
  const { kind, required } = field.rule;
  if (unfit.has(kind) || (field.isList && field.parts.length > 0)) return [];
  const isWhole = field.parts.length === 0 || isMoney(kind) || kind === FieldKind.DATE;
  if (isWhole) {
    const isRequired = required && around.every((one) => one.rule.required);
    return [{ path, field, around, isRequired, isOwn: false }];
  }
  return field.parts.flatMap((part) => below(part, `${path}.${part.name}`, [...around, field]));
}

/** All places of an event type, those that have to be filled first. */
export function targetsOf(type: EventType): Target[] {
  const own = type.fields.flatMap((field) =>
    below(field, field.name, []).map((target) => ({
      ...target,
      isOwn: target.field === field && isOwnId(type, field),
    })),
  );
  const day = headerFieldsOf(type)
    .filter(({ name }) => name === "effective_on")
    .flatMap((field) => below(field, `header.${field.name}`, []));
  const all = [...day, ...own];
  return [...all.filter((one) => one.isRequired), ...all.filter((one) => !one.isRequired)];
}

export function targetLabel({ around, field }: Target, language: Language): string {
  return [...around, field].map((one) => fieldLabel(one, language)).join(" › ");
}
