// What one choice in a form says about other fields: a contract has a supplier and a partnership,
// an investment a partnership. Fields are found by what they refer to, so that no form is named.
import { headerFieldsOf, type EventType, type FormField } from "./definitions.ts";
import { textOf, type EnteredGroup } from "./entered.ts";
import { HEADER } from "./request.ts";

/** What was filled in for somebody: the id, and the path of the field whose choice said it. */
export interface FilledIn {
  readonly id: string;
  readonly by: string;
}
/** By path of the field that was filled in. */
export type FilledFields = ReadonlyMap<string, FilledIn>;

interface Values {
  readonly values: EnteredGroup;
  readonly header: EnteredGroup;
}

interface Place {
  readonly path: string;
  readonly field: FormField;
}

function placesOf(type: EventType): Place[] {
  const own = type.fields.filter((field) => !field.isList && field.choice === undefined);
  return [
    ...own.map((field) => ({ path: field.name, field })),
    ...headerFieldsOf(type).map((field) => ({ path: HEADER + field.name, field })),
  ];
}

function valueAt(path: string, { values, header }: Values): string {
  return textOf(path.startsWith(HEADER) ? header[path.slice(HEADER.length)] : values[path]);
}

/**
 * The fields that follow from the choice at a path. What somebody chose or another choice said
 * stays; of two fields for one kind of thing neither is meant.
 */
export function fillsOf(
  type: EventType,
  entered: Values,
  by: string,
  implies: Readonly<Record<string, string>>,
  before: FilledFields,
): FilledFields {
  const places = placesOf(type).filter(({ path }) => path !== by);
  const fills = Object.entries(implies).flatMap(([kind, id]) => {
    const [place, ...others] = places.filter(({ field }) => field.rule.refersTo === kind);
    if (!place || others.length > 0) return [];
    const now = valueAt(place.path, entered);
    const last = before.get(place.path);
    const isOurs = last?.by === by && last.id === now;
    return now === id || (now !== "" && !isOurs) ? [] : [[place.path, { id, by }] as const];
  });
  return new Map(fills);
}

/** What is entered, with these fields filled in. */
export function withFills(entered: Values, fills: FilledFields): Values {
  const [values, header] = [{ ...entered.values }, { ...entered.header }];
  for (const [path, { id }] of fills) {
    if (path.startsWith(HEADER)) header[path.slice(HEADER.length)] = id;
    else values[path] = id;
  }
  return { values, header };
}

/** The fields that still hold what was filled in. */
export function filledFields(type: EventType, entered: Values, filled: FilledFields): FormField[] {
  const isHeld = ({ path }: Place) => {
    const { id } = filled.get(path) ?? { id: "" };
    return id !== "" && id === valueAt(path, entered);
  };
  return placesOf(type).filter(isHeld).map(({ field }) => field);
}
