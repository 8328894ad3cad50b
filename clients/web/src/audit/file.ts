// Events as a file: one line each, unformatted, with what an auditor needs to find them again.
import { timestampDate } from "@bufbuild/protobuf/wkt";
import { eventClient } from "@/api/events.ts";
import { csvLine, utf8Mark } from "@/files/csv.ts";
import { wordOf } from "@/forms/texts/labels.ts";
import {
  ListOrder,
  type EventFilter,
  type RecordedEvent,
} from "@/gen/anchorledger/api/v1/event_pb";
import {
  AssuranceSchema,
  BasisSchema,
  RoleSchema,
  VisibilitySchema,
} from "@/gen/anchorledger/event/v1/enums_pb";
import type { DescEnum } from "@bufbuild/protobuf";
import type { Language } from "@/locale/catalogue.ts";
import { currencyDigits, isoFromDay } from "@/locale/format.ts";
import { evidenceOf } from "./evidence.ts";
import { marksOf, type Aftermath } from "./aftermath.ts";
import { amountOf, plainAmount, reasonOf, targetOf, titleOf, typeOf } from "./reading.ts";
import { filterOf, type EventSearch } from "./search.ts";
import { sieveOf } from "./sieve.ts";

/** Most events in one file. */
export const FILE_EVENTS_MAX = 50_000;
const PAGE_SIZE = 1000;
const MICROS_DIGITS = 6;

/** The exact time of recording, with microseconds. */
export function exactTime(event: RecordedEvent): string {
  const at = event.recordedAt;
  if (!at) return "";
  const seconds = timestampDate({ ...at, nanos: 0 }).toISOString().slice(0, 19);
  const micros = Math.floor(at.nanos / 1000).toString().padStart(MICROS_DIGITS, "0");
  return `${seconds}.${micros}Z`;
}

function word(of: DescEnum, number: number | undefined): string {
  const value = of.values.find((one) => one.number === number);
  return value && value.number !== 0 ? wordOf(value) : "";
}

function amountFields(event: RecordedEvent): [string, string] {
  const amount = amountOf(event);
  if (!amount) return ["", ""];
  const unit = amount.kind === "money" ? amount.currency : amount.unit;
  return [plainAmount(amount, amount.kind === "money" ? currencyDigits(unit) : 0), unit];
}

type Field = (event: RecordedEvent, aftermath: Aftermath, language: Language) => string;

const fields: readonly [string, Field][] = [
  ["position", (one) => one.position.toString()],
  ["recorded_at", exactTime],
  ["effective_on", ({ header }) => (header?.effectiveOn ? isoFromDay(header.effectiveOn) : "")],
  ["event_type", (one) => typeOf(one)?.name ?? String(one.header?.eventType ?? "")],
  ["what", (one, _, language) => titleOf(one, language)],
  ["stream", ({ stream }) => stream],
  ["revision", ({ revision }) => revision.toString()],
  ["amount", (one) => amountFields(one)[0]],
  ["unit", (one) => amountFields(one)[1]],
  ["anchor", ({ header }) => header?.anchorId ?? ""],
  ["partnership", ({ header }) => header?.partnershipId ?? ""],
  ["actor", ({ header }) => header?.actorRef ?? ""],
  ["organisation", ({ header }) => header?.actorOrgId ?? ""],
  ["role", ({ header }) => word(RoleSchema, header?.actorRole)],
  ["batch", ({ header }) => header?.batchId ?? ""],
  ["request", ({ requestId }) => requestId],
  ["late", ({ header }) => (header?.late ? "yes" : "")],
  ["late_reason", ({ header }) => header?.lateReason ?? ""],
  ["basis", ({ header }) => word(BasisSchema, header?.basis)],
  ["assurance", ({ header }) => word(AssuranceSchema, header?.assurance)],
  ["visibility", ({ header }) => word(VisibilitySchema, header?.visibility)],
  ["evidence", (one) => evidenceOf(one).join("; ")],
  ["reason", (one, _, language) => reasonOf(one, language)],
  ["belongs_together", ({ header }) => header?.correlationId ?? ""],
  ["caused_by_position", ({ header }) => header?.causationPosition?.toString() ?? ""],
  ["corroborates_position", ({ header }) => header?.corroboratesPosition?.toString() ?? ""],
  ["corrects_position", (one) => targetOf(one)?.position.toString() ?? ""],
  [
    "corrected_by",
    (one, { amended }) =>
      (amended.get(one.position) ?? []).map(({ position }) => position).join(" "),
  ],
  ["voided_by", (one, { voided }) => voided.get(one.position)?.position.toString() ?? ""],
  ["marks", (one, aftermath) => marksOf(one, aftermath).join(" ")],
];

/** Which log a position is one of: without it a line of a file cannot be found again. */
export interface LogIdentity {
  readonly logId: string;
  readonly epoch: number;
}

export function csvHead(): string {
  return utf8Mark + csvLine([...fields.map(([name]) => name), "log_id", "log_epoch"]);
}

export function csvOfEvent(
  event: RecordedEvent,
  aftermath: Aftermath,
  language: Language,
  { logId, epoch }: LogIdentity,
) {
  const own = fields.map(([, read]) => read(event, aftermath, language));
  return csvLine([...own, logId, String(epoch)]);
}

export interface EventFile {
  readonly content: Blob;
  readonly events: number;
  /** There are more events than a file may hold. */
  readonly isCut: boolean;
}

interface Making {
  readonly search: EventSearch;
  readonly aftermath: Aftermath;
  readonly language: Language;
  readonly log: LogIdentity;
  readonly signal: AbortSignal;
  readonly onProgress: (events: number) => void;
  readonly most?: number;
}

/** Reads a search to its end, or to the most that a file may hold. */
export async function eventFile(making: Making): Promise<EventFile> {
  const { search, aftermath, language, log, signal, most = FILE_EVENTS_MAX } = making;
  const sieve = sieveOf(search, aftermath);
  const order = search.oldestFirst ? ListOrder.FORWARDS : ListOrder.BACKWARDS;
  const filter = filterOf(search) as EventFilter;
  const parts = [csvHead()];
  let events = 0;
  let pageToken = "";
  do {
    const request = { filter, order, pageSize: PAGE_SIZE, pageToken };
    const page = await eventClient.listEvents(request, { signal });
    const kept = (sieve ? page.events.filter(sieve) : page.events).slice(0, most - events);
    parts.push(...kept.map((one) => csvOfEvent(one, aftermath, language, log)));
    events += kept.length;
    making.onProgress(events);
    pageToken = page.nextPageToken;
  } while (pageToken !== "" && events < most);
  const content = new Blob(parts, { type: "text/csv;charset=utf-8" });
  return { content, events, isCut: pageToken !== "" };
}
