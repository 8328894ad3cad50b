// From what was entered to the request that is sent, and from the server's objections back to the
// fields they are about.
import { create, fromJson, type JsonObject } from "@bufbuild/protobuf";
import type { Problem, ProblemReason } from "@/api/problem.ts";
import {
  AppendEventsRequestSchema,
  ProposedEventSchema,
  type AppendEventsRequest,
  type ProposedEvent,
} from "@/gen/anchorledger/api/v1/event_pb";
import { headerFieldsOf, type EventType } from "./definitions.ts";
import {
  encode,
  isBlank,
  isGroup,
  type Entered,
  type EnteredGroup,
  type EntryFault,
} from "./entered.ts";

/** Paths of header fields begin so, as the server's do. */
export const HEADER = "header.";

/** What is wrong with one field, found here or by the server. */
export type FieldIssue =
  | { readonly kind: "fault"; readonly fault: EntryFault }
  | { readonly kind: "refused"; readonly reason: ProblemReason; readonly detail: string };

export type FieldIssues = ReadonlyMap<string, FieldIssue>;

/** One event of a form. */
export interface FormEvent {
  readonly type: EventType;
  readonly values: EnteredGroup;
  readonly header: EnteredGroup;
}

/** The proposed event, and what was entered in a way that cannot be sent. */
export function propose({ type, values, header }: FormEvent) {
  const body = encode(type.fields, values);
  const beside = encode(headerFieldsOf(type), header);
  const issues = new Map<string, FieldIssue>();
  for (const [path, fault] of body.faults) issues.set(path, { kind: "fault", fault });
  for (const [path, fault] of beside.faults) issues.set(HEADER + path, { kind: "fault", fault });
  const state: JsonObject = type.rule.opensStream ? { no_stream: {} } : { any: {} };
  const event = fromJson(ProposedEventSchema, {
    ...beside.json,
    ...state,
    payload: { [type.payload]: body.json },
  });
  return { event, issues };
}

export function appendRequest(
  requestId: string,
  events: ProposedEvent[],
  validateOnly: boolean,
): AppendEventsRequest {
  return create(AppendEventsRequestSchema, { requestId, events, validateOnly });
}

// "events[0].loan_disbursed.amount.minor" is about event 0 and "amount.minor" of its payload.
function placeOf(field: string, types: readonly EventType[]): [number, string] | undefined {
  const match = /^events\[(\d+)\]\.(.*)$/.exec(field);
  if (!match) return undefined;
  const [, index = "0", path = ""] = match;
  const payload = types[Number(index)]?.payload;
  for (const start of [`payload.${payload}.`, `${payload}.`]) {
    if (path.startsWith(start)) return [Number(index), path.slice(start.length)];
  }
  return [Number(index), HEADER + path];
}

/** The server's objections by event and path; those that name no field have the path "". */
export function issuesOf(problem: Problem, types: readonly EventType[]): FieldIssues[] {
  const issues = types.map(() => new Map<string, FieldIssue>());
  for (const { field, reason, description } of problem.fields) {
    const place = placeOf(field, types);
    const [index, path] = place ?? [0, ""];
    issues[index]?.set(path, { kind: "refused", reason, detail: description });
  }
  if (problem.fields.length === 0) {
    const { event_index: index = "0", field = "" } = problem.metadata;
    const prefix = `${field}: `;
    const { detail, reason } = problem;
    const words = detail.startsWith(prefix) ? detail.slice(prefix.length) : detail;
    issues[Number(index)]?.set(field, { kind: "refused", reason, detail: words });
  }
  return issues;
}

function valueAt(values: EnteredGroup, path: string): Entered | undefined {
  return path.split(".").reduce<Entered | undefined>(
    (value, name) => (value !== undefined && isGroup(value) ? value[name] : undefined),
    values,
  );
}

/**
 * Without what was said to be missing and has been filled in since: the server's answer is from a
 * moment ago. Shown for that moment it would move the form away under the hand of who goes on.
 */
export function stillMissing(
  issues: FieldIssues,
  { values, header }: Pick<FormEvent, "values" | "header">,
): FieldIssues {
  const isOver = ([path, issue]: readonly [string, FieldIssue]) => {
    if (issue.kind !== "refused" || issue.reason !== "FIELD_MISSING") return false;
    const isBeside = path.startsWith(HEADER);
    const own = isBeside ? path.slice(HEADER.length) : path;
    return !isBlank(valueAt(isBeside ? header : values, own));
  };
  return new Map([...issues].filter((one) => !isOver(one)));
}

/** What there is to say at a field: about it, or about a part that has no field of its own. */
export function issueAt(issues: FieldIssues, path: string, ownsParts: boolean) {
  const exact = issues.get(path);
  if (exact || !ownsParts) return exact;
  for (const [place, issue] of issues) {
    if (place.startsWith(`${path}.`) || place.startsWith(`${path}[`)) return issue;
  }
  return undefined;
}
