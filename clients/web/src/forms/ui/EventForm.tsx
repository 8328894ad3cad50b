import { useCallback, useMemo, useState, type FormEvent, type ReactNode } from "react";
import { isUndecided, problemOf, type Problem } from "@/api/problem.ts";
import { problemTexts } from "@/api/problem_texts.ts";
import type { AppendEventsResponse, ProposedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { headerFieldsOf, type EventType } from "../definitions.ts";
import { formTexts } from "../form_texts.ts";
import { filledFields, fillsOf, withFills, type FilledFields } from "../implied.ts";
import { HEADER, issuesOf, propose, stillMissing, type FieldIssues } from "../request.ts";
import { statusTexts } from "../status_texts.ts";
import { fieldLabel } from "../texts/labels.ts";
import type { KeptDraft } from "../useDraft.ts";
import { useRecording } from "../useRecording.ts";
import { useServerCheck } from "../useServerCheck.ts";
import { FormContext, type FormState } from "./context.ts";
import { EventFields } from "./EventFields.tsx";
import { focusFirstIssue } from "./focus_issue.ts";
import { FormStatus, Objection } from "./FormStatus.tsx";
import styles from "./FormStatus.module.css";

interface Props {
  readonly type: EventType;
  readonly kept: KeptDraft;
  readonly currency: string;
  readonly hidden?: ReadonlySet<string> | undefined;
  readonly withHeader?: boolean | undefined;
  /** What is sent: the event of the form, as it is, or with others, or turned into a correction. */
  readonly compose?: ((event: ProposedEvent) => readonly ProposedEvent[]) | undefined;
  /** What to say while `compose` gives nothing to send yet. */
  readonly idle?: string | undefined;
  readonly submit: string;
  readonly onRecorded: (answer: AppendEventsResponse, event: ProposedEvent) => void;
  /** Further fields above the button. */
  readonly children?: ReactNode;
  /** Further buttons. */
  readonly actions?: ReactNode;
}

function useVisits() {
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  const [attempted, setAttempted] = useState(false);
  const visit = useCallback((path: string) => setVisited((all) => new Set([...all, path])), []);
  return { visited, attempted, visit, attempt: () => setAttempted(true) };
}

/** Whether it is said of no field, so that nothing else shows it. */
function isRule(problem: Problem | undefined): problem is Problem {
  return problem !== undefined && !isUndecided(problem) && problem.fields.length === 0;
}

// The day of many events follows from a field of theirs, which is said to be missing as well.
function isInForm(path: string, type: EventType): boolean {
  if (path !== `${HEADER}effective_on`) return true;
  return headerFieldsOf(type).some(({ name }) => name === "effective_on");
}

/** An objection to a change of a correction is one to the field that is changed. */
function changedPath(path: string, events: readonly ProposedEvent[]): string {
  const match = /event_amended\.field_changes\[(\d+)\]/.exec(path);
  const body = events[0]?.payload?.event;
  if (!match || body?.case !== "eventAmended") return path;
  return body.value.fieldChanges[Number(match[1])]?.path ?? path;
}

/** What the server said, and what was found here, which is newer. */
function gathered(
  problems: readonly (Problem | undefined)[],
  faults: FieldIssues,
  type: EventType,
  events: readonly ProposedEvent[],
): FieldIssues {
  const types = events.map(() => type);
  const refused = problems.flatMap((problem) =>
    [...((problem && issuesOf(problem, types)[0]) ?? [])].map(
      ([path, issue]) => [changedPath(path, events), issue] as const,
    ),
  );
  return new Map([...refused.filter(([path]) => isInForm(path, type)), ...faults]);
}

/** Fills in what follows from a choice, and remembers what a person has not chosen themselves. */
function useFilling({ type, kept: { draft, change }, hidden, withHeader }: Props) {
  const [filledIn, setFilledIn] = useState<FilledFields>(new Map());
  const isSeen = (path: string) =>
    !hidden?.has(path) && (withHeader !== false || !path.startsWith(HEADER));
  const onImplied = (path: string, implies: Readonly<Record<string, string>>) => {
    const all = fillsOf(type, draft, path, implies, filledIn);
    const fills = new Map([...all].filter(([filled]) => isSeen(filled)));
    if (fills.size === 0) return;
    setFilledIn(new Map([...filledIn, ...fills]));
    change((now) => withFills(now, fills));
  };
  return { filledIn, onImplied };
}

/** Says which fields were filled in, for as long as they hold what was filled in. */
function FilledNote({ type, draft, filledIn }: { type: EventType; filledIn: FilledFields } &
  Pick<KeptDraft, "draft">) {
  const text = useText(formTexts);
  const { language, format } = useLocale();
  const labels = filledFields(type, draft, filledIn).map((field) => fieldLabel(field, language));
  return (
    <p className={styles["filled"]} role="status">
      {labels.length === 0 ? null : text.filledInFields(format.list(labels))}
    </p>
  );
}

/** A form for one event, checked while it is filled in, recorded once. */
export function EventForm(props: Props) {
  const { type, kept, currency, compose, onRecorded } = props;
  const { draft, change } = kept;
  const text = useText(statusTexts);
  const { sentence } = useText(problemTexts);
  const visits = useVisits();
  const filling = useFilling(props);
  const proposal = useMemo(
    () => propose({ type, values: draft.values, header: draft.header }),
    [type, draft.values, draft.header],
  );
  const events = useMemo(
    () => (compose ? compose(proposal.event) : [proposal.event]),
    [compose, proposal],
  );
  const recording = useRecording(kept, (answer) => onRecorded(answer, proposal.event));
  const toCheck = draft.sent || events.length === 0 ? undefined : events;
  const verdict = useServerCheck(toCheck, draft.requestId);
  const failure = recording.error ? problemOf(recording.error) : undefined;

  const said = [verdict.state === "refused" ? verdict.problem : undefined, failure];
  const issues = stillMissing(gathered(said, proposal.issues, type, events), draft);
  const state: FormState = {
    issues,
    visited: visits.visited,
    attempted: visits.attempted,
    currency,
    isLocked: draft.sent,
    visit: visits.visit,
    ...filling,
  };
  const isUnknown = draft.sent && !recording.isPending;
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    visits.attempt();
    if (recording.isPending || events.length === 0) return;
    const isRefused = verdict.state === "refused" && !draft.sent;
    if (proposal.issues.size > 0 || (isRefused && issues.size > 0)) {
      return focusFirstIssue(event.currentTarget);
    }
    recording.mutate(events);
  };
  return (
    <FormContext value={state}>
      <form onSubmit={onSubmit} noValidate>
        <EventFields
          type={type}
          values={draft.values}
          header={draft.header}
          onValues={(values) => change({ values })}
          onHeader={(header) => change({ header })}
          hidden={props.hidden}
          withHeader={props.withHeader}
        />
        <FilledNote type={type} draft={draft} filledIn={filling.filledIn} />
        {props.children}
        {isUnknown || recording.isPending ? (
          <p className={styles["status"]} role="status">
            {recording.isPending ? text.sending : text.unknownOutcome}
          </p>
        ) : (
          <FormStatus
            verdict={verdict}
            issues={issues}
            isKept={kept.isKept}
            idle={events.length === 0 ? props.idle : undefined}
          />
        )}
        {isRule(failure) && verdict.state !== "refused" ? (
          <Objection problem={failure} />
        ) : null}
        {failure && isUndecided(failure) ? <p role="alert">{sentence[failure.reason]}</p> : null}
        <div className={styles["actions"]}>
          <Button kind="primary" type="submit">
            {isUnknown ? text.sendAgain : props.submit}
          </Button>
          {props.actions}
        </div>
      </form>
    </FormContext>
  );
}
