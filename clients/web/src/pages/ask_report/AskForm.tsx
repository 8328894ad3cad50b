import { useMemo, useState, type FormEvent } from "react";
import { isUndecided, problemOf } from "@/api/problem.ts";
import { problemTexts } from "@/api/problem_texts.ts";
import { textOf } from "@/forms/entered.ts";
import { statusTexts } from "@/forms/status_texts.ts";
import { FormContext, type FormState } from "@/forms/ui/context.ts";
import { EventFields } from "@/forms/ui/EventFields.tsx";
import { FormStatus, Objection } from "@/forms/ui/FormStatus.tsx";
import formStyles from "@/forms/ui/FormStatus.module.css";
import type { KeptDraft } from "@/forms/useDraft.ts";
import { useRecording } from "@/forms/useRecording.ts";
import { useServerCheck } from "@/forms/useServerCheck.ts";
import type { Partner, Partnership } from "@/gen/anchorledger/api/v1/directory_pb";
import { useText } from "@/locale/Locale.tsx";
import {
  askedAgain,
  askedOf,
  askingEvents,
  hiddenFields,
  objectionsTo,
  reportDueType,
  reportKinds,
  withAsked,
  type Asked,
  type LastRequest,
} from "@/reports/asking.ts";
import { reportTexts } from "@/reports/texts.ts";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import styles from "./AskReport.module.css";
import { askReportTexts } from "./texts.ts";
import { Who } from "./Who.tsx";

interface Props {
  readonly kept: KeptDraft;
  readonly partners: readonly Partner[];
  readonly partnerships: readonly Partnership[];
  readonly last: LastRequest | undefined;
  readonly onRecorded: () => void;
}

// Kinds that say how often, not what.
const anyContent = new Set(["quarterly", "monthly", "annual"]);

function Kind(props: { value: string; isLocked: boolean; onChange: (kind: string) => void }) {
  const text = useText(askReportTexts);
  const { kinds, otherKind } = useText(reportTexts);
  const known: readonly string[] = reportKinds;
  const offered = known.includes(props.value) ? known : [...known, props.value];
  return (
    <SelectField
      label={text.kind}
      help={anyContent.has(props.value) ? text.anyContent : undefined}
      choices={offered.map((kind) => ({ value: kind, label: kinds[kind] ?? otherKind(kind) }))}
      value={props.value}
      isDisabled={props.isLocked}
      onChange={props.onChange}
    />
  );
}

function useVisits() {
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  const [attempted, setAttempted] = useState(false);
  return {
    visited,
    attempted,
    visit: (path: string) => setVisited((all) => new Set([...all, path])),
    attempt: () => setAttempted(true),
  };
}

/** What the server says of the draft as it stands, and of its recording. */
function useAsking({ kept, onRecorded }: Props) {
  const { draft } = kept;
  const asked = useMemo(() => askedOf(draft), [draft]);
  const proposal = useMemo(() => askingEvents(draft), [draft]);
  const recording = useRecording(kept, onRecorded);
  const isChecked = !draft.sent && asked.length > 0;
  const verdict = useServerCheck(isChecked ? proposal.events : undefined, draft.requestId);
  const refused = verdict.state === "refused" ? verdict.problem : undefined;
  const failure = recording.error ? problemOf(recording.error) : undefined;
  const { shared, own } = objectionsTo(refused ?? failure, asked.length);
  return {
    asked,
    recording,
    verdict,
    failure,
    own,
    isUnknown: draft.sent && !recording.isPending,
    issues: new Map([...shared, ...proposal.issues]),
    isBlamed: proposal.issues.size > 0 || (refused !== undefined && !draft.sent),
    events: proposal.events,
  };
}

/** The request: what is asked for, by the generated form, and of whom. */
export function AskForm(props: Props) {
  const { kept, partners, partnerships, last } = props;
  const { draft, change } = kept;
  const text = useText(askReportTexts);
  const status = useText(statusTexts);
  const { sentence } = useText(problemTexts);
  const visits = useVisits();
  const asking = useAsking(props);
  const { asked, recording, failure, isUnknown } = asking;
  const put = (next: readonly Asked[]) => change({ values: withAsked(draft.values, next) });
  const state: FormState = {
    issues: asking.issues,
    visited: visits.visited,
    attempted: visits.attempted,
    currency: "USD",
    isLocked: draft.sent,
    visit: visits.visit,
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    visits.attempt();
    if (recording.isPending || asked.length === 0 || asking.isBlamed) return;
    recording.mutate(asking.events);
  };
  const isRule = failure && !isUndecided(failure) && failure.fields.length === 0;
  return (
    <FormContext value={state}>
      <form onSubmit={onSubmit} noValidate className={styles["form"]}>
        <Panel title={text.what}>
          <div className={styles["kind"]}>
            <Kind
              value={textOf(draft.values["report_kind"])}
              isLocked={draft.sent}
              onChange={(kind) => change({ values: { ...draft.values, report_kind: kind } })}
            />
          </div>
          <EventFields
            type={reportDueType()}
            values={draft.values}
            header={draft.header}
            onValues={(values) => change({ values: withAsked(values, asked) })}
            onHeader={(header) => change({ header })}
            hidden={hiddenFields}
          />
        </Panel>
        <Panel title={text.who} lead={text.seenBy}>
          <Who
            asked={asked}
            partners={partners}
            partnerships={partnerships}
            last={last}
            issues={asking.own}
            isLocked={draft.sent}
            onChange={put}
            onAgain={(request) => change({ values: askedAgain(draft.values, request) })}
          />
        </Panel>
        {isUnknown || recording.isPending ? (
          <p className={formStyles["status"]} role="status">
            {recording.isPending ? status.sending : status.unknownOutcome}
          </p>
        ) : (
          <FormStatus
            verdict={asking.verdict}
            issues={new Map([...asking.issues, ...ownIssues(asking.own)])}
            isKept={kept.isKept}
            idle={asked.length === 0 ? text.idle : undefined}
          />
        )}
        {isRule && asking.verdict.state !== "refused" ? <Objection problem={failure} /> : null}
        {failure && isUndecided(failure) ? <p role="alert">{sentence[failure.reason]}</p> : null}
        <div className={formStyles["actions"]}>
          <Button kind="primary" type="submit">
            {isUnknown ? status.sendAgain : text.record(asked.length)}
          </Button>
          {draft.savedAt > 0 && !draft.sent ? (
            <Button kind="quiet" onPress={kept.renew}>
              {text.discard}
            </Button>
          ) : null}
        </div>
      </form>
    </FormContext>
  );
}

function ownIssues(own: ReturnType<typeof objectionsTo>["own"]) {
  return [...own].map(([index, issue]) => [`asked[${index}]`, issue] as const);
}
