// An event in the few words of a row.
import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import { recordedVersion } from "@/forms/corrections.ts";
import {
  eventTypeNamed,
  eventTypeNumbered,
  type EventType,
  type FormField,
} from "@/forms/definitions.ts";
import { isMoney } from "@/forms/entered.ts";
import { formTexts } from "@/forms/form_texts.ts";
import { eventTitle, wordLabel } from "@/forms/texts/labels.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { RoleSchema } from "@/gen/anchorledger/event/v1/enums_pb";
import { FieldKind } from "@/gen/anchorledger/event/v1/rules_pb";
import type { Language } from "@/locale/catalogue.ts";
import { decimalText, type Format } from "@/locale/format.ts";
import { auditTexts } from "./texts.ts";

/** The event that a correction corrects; undefined for other events. */
export function targetOf(event: RecordedEvent): { position: bigint; type: number } | undefined {
  const body = event.payload?.event;
  if (body?.case !== "eventAmended" && body?.case !== "eventVoided") return undefined;
  const { targetPosition = 0n, targetEventType } = body.value;
  return { position: targetPosition, type: targetEventType };
}

function titleOfType(number: number, language: Language): string {
  const type = eventTypeNumbered(number);
  return type ? eventTitle(type, language) : auditTexts[language].unknownType(String(number));
}

/** What happened; of a correction also what it corrects. */
export function titleOf(event: RecordedEvent, language: Language): string {
  const title = titleOfType(event.header?.eventType ?? 0, language);
  const target = targetOf(event);
  return target ? `${title}: ${titleOfType(target.type, language)}` : title;
}

/** What an event says how much of. */
export type Amount =
  | { readonly kind: "money"; readonly minor: bigint; readonly currency: string }
  | { readonly kind: "count"; readonly count: bigint; readonly unit: string };

function moneyIn(json: JsonValue): Amount {
  const { minor = "0", currency = "" } = json as JsonObject;
  return { kind: "money", minor: BigInt(String(minor)), currency: String(currency) };
}

function countIn(field: FormField, json: JsonValue): Amount {
  return { kind: "count", count: BigInt(String(json)), unit: field.rule.unit };
}

// The size of a file is not what anybody wants to know about its import.
function isCount({ rule }: FormField): boolean {
  return rule.kind === FieldKind.COUNT && rule.unit !== "bytes";
}

/** The first sum of money among the fields that the event itself has, or else the first count. */
export function amountOf(event: RecordedEvent): Amount | undefined {
  const type = eventTypeNumbered(event.header?.eventType ?? 0);
  if (!type || !event.payload) return undefined;
  const { values } = recordedVersion(event, type);
  const set = type.fields.filter(({ name, isList }) => !isList && values[name] !== undefined);
  const money = set.find(({ rule }) => isMoney(rule.kind));
  if (money) return moneyIn(values[money.name] ?? {});
  const count = set.find(isCount);
  return count ? countIn(count, values[count.name] ?? "0") : undefined;
}

export function amountText(amount: Amount, format: Format, language: Language): string {
  if (amount.kind === "money") return format.money(amount.minor, amount.currency);
  const unit = formTexts[language].units[amount.unit] ?? "";
  return `${format.integer(amount.count)} ${unit}`.trim();
}

/** The same for files: without words. */
export function plainAmount(amount: Amount, digits: number): string {
  return amount.kind === "money" ? decimalText(amount.minor, digits) : amount.count.toString();
}

/** "purchase/p-1" is the purchase "p-1". */
export function subjectOf(stream: string): { kind: string; id: string } {
  const cut = stream.indexOf("/");
  return { kind: stream.slice(0, Math.max(cut, 0)), id: stream.slice(cut + 1) };
}

/** The kind of the thing that an event is about. */
export function kindText(stream: string, language: Language): string {
  const { kind } = subjectOf(stream);
  return auditTexts[language].kinds[kind] ?? kind;
}

/** Its name, where `nameOf` knows it; else its id. */
export function nameText(
  stream: string,
  nameOf: (kind: string, id: string) => string | undefined,
): string {
  const { kind, id } = subjectOf(stream);
  return nameOf(kind, id) ?? id;
}

/** The import that an event came with, or tells of; empty = none. */
export function batchOf(event: RecordedEvent): string {
  const { kind, id } = subjectOf(event.stream);
  return kind === "import-batch" ? id : (event.header?.batchId ?? "");
}

/** In which role somebody recorded the event. */
export function roleText(event: RecordedEvent, language: Language): string {
  const role = RoleSchema.values.find(({ number }) => number === event.header?.actorRole);
  return role && role.number !== 0 ? wordLabel(RoleSchema, role, language) : "";
}

/** The type of an event; undefined when it is newer than this page. */
export function typeOf(event: RecordedEvent): EventType | undefined {
  return eventTypeNumbered(event.header?.eventType ?? 0);
}

/** The words of why something was corrected; empty for other events. */
export function reasonOf(event: RecordedEvent, language: Language): string {
  const body = event.payload?.event;
  if (body?.case !== "eventVoided" && body?.case !== "eventAmended") return "";
  const type = eventTypeNamed(body.case === "eventVoided" ? "EventVoided" : "EventAmended");
  const words = type?.fields.find(({ name }) => name === "reason")?.words;
  const word = words?.values.find((value) => value.number === body.value.reason);
  return words && word ? wordLabel(words, word, language) : "";
}
