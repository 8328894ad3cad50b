import { useCallback, useEffect, useMemo, useState, type FormEvent } from "react";
import type { EventType } from "@/forms/definitions.ts";
import { textOf } from "@/forms/entered.ts";
import { issuesOf, stillMissing, type FieldIssue } from "@/forms/request.ts";
import { eventTitle } from "@/forms/texts/labels.ts";
import { FormContext, type FormState } from "@/forms/ui/context.ts";
import { EventFields } from "@/forms/ui/EventFields.tsx";
import { focusFirstIssue } from "@/forms/ui/focus_issue.ts";
import { FormStatus, Objection } from "@/forms/ui/FormStatus.tsx";
import { useDraft } from "@/forms/useDraft.ts";
import { useServerCheck, type Verdict } from "@/forms/useServerCheck.ts";
import { useLocale, useText } from "@/locale/Locale.tsx";
import type { DueReport } from "@/reports/due.ts";
import { LastTime } from "@/reports/LastTime.tsx";
import {
  answeredFields,
  emptyReport,
  lateHeader,
  missingIn,
  newPart,
  partsOf,
  reportable,
  reportDraftKey,
  receivedToday,
  reportEvents,
  withParts,
  type ReportPart,
} from "@/reports/report_draft.ts";
import styles from "@/reports/Reports.module.css";
import { SendingState } from "@/reports/SendingState.tsx";
import { reportTexts } from "@/reports/texts.ts";
import { useOutbox } from "@/reports/useOutbox.ts";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";

type Issues = ReadonlyMap<string, FieldIssue>;

interface PartProps {
  /** Fields that are not asked for. */
  readonly hidden: ReadonlySet<string>;
  readonly part: ReportPart;
  readonly issues: Issues;
  readonly attempted: boolean;
  readonly isLocked: boolean;
  readonly onChange: (part: ReportPart) => void;
  /** Absent: it is all that there can be. */
  readonly onRemove: (() => void) | undefined;
}

function Part(props: PartProps) {
  const { part, issues, attempted, isLocked, onChange, onRemove } = props;
  const text = useText(reportTexts);
  const { language } = useLocale();
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  const title = eventTitle(part.type, language);
  const state: FormState = {
    issues,
    visited,
    attempted,
    currency: "USD",
    isLocked,
    visit: useCallback((path: string) => setVisited((all) => new Set([...all, path])), []),
  };
  return (
    <Panel
      title={title}
      actions={
        isLocked || !onRemove ? null : (
          <Button kind="quiet" onPress={onRemove}>
            {text.removePart(title)}
          </Button>
        )
      }
    >
      <LastTime type={part.type} />
      <FormContext value={state}>
        <EventFields
          type={part.type}
          values={part.values}
          header={{}}
          onValues={(values) => onChange({ ...part, values })}
          onHeader={() => undefined}
          hidden={props.hidden}
          withHeader={false}
        />
      </FormContext>
    </Panel>
  );
}

interface AddProps {
  readonly types: readonly EventType[];
  readonly isFirst: boolean;
  readonly onAdd: (type: EventType) => void;
}

function AddPart(props: AddProps) {
  const text = useText(reportTexts);
  const { language } = useLocale();
  const choices = (
    <div className={styles["choices"]}>
      {props.types.map((type) => (
        <Button key={type.name} onPress={() => props.onAdd(type)}>
          {eventTitle(type, language)}
        </Button>
      ))}
    </div>
  );
  if (props.isFirst) return <Panel title={text.addPart}>{choices}</Panel>;
  return (
    <details className={styles["addMore"]}>
      <summary>{text.addMore}</summary>
      {choices}
    </details>
  );
}

const answered = () => answeredFields;
const isEmpty = (issues: Issues) => issues.size === 0;

interface Props {
  readonly report: DueReport;
  /** What the report may hold. */
  readonly types?: readonly EventType[];
  /** Which fields of a part are not asked for. */
  readonly hiddenOf?: (type: EventType) => ReadonlySet<string>;
  /** Sending was tried; what became of it is told by the outbox. */
  readonly onSent: () => void;
}

/** What is reported, part by part; sent as one, with the word that the report is in. */
export function ReportForm({ report, types = reportable, hiddenOf = answered, onSent }: Props) {
  const text = useText(reportTexts);
  const { outbox, sendings } = useOutbox();
  const [attempted, setAttempted] = useState(false);
  const key = reportDraftKey(report.reportId);
  const begin = useCallback(() => emptyReport(report), [report]);
  const { draft, isKept, change } = useDraft(key, begin);
  const parts = useMemo(() => partsOf(draft), [draft]);
  const proposal = useMemo(() => reportEvents(draft), [draft]);
  const sending = sendings.get(key);
  const isLocked = draft.sent && sending?.state !== "refused";
  const isChecked = parts.length > 0 && !isLocked;
  const checked = useServerCheck(isChecked ? proposal.events : undefined, draft.requestId);
  const isClosed = checked.problem?.reason === "PERIOD_CLOSED";
  const verdict: Verdict = isClosed ? { state: "waiting" } : checked;
  const refused = verdict.state === "refused" ? verdict.problem : undefined;
  const said = refused ? issuesOf(refused, parts.map(({ type }) => type)) : [];
  const missings = parts.map(missingIn);
  const issues = parts.map<Issues>(({ values }, i) => {
    const own = stillMissing(said[i] ?? new Map(), { values, header: {} });
    const missing = attempted ? missings[i] : undefined;
    return new Map([...(missing ?? []), ...own, ...(proposal.issues[i] ?? [])]);
  });
  const all: Issues = new Map(
    issues.flatMap((own, i) => [...own].map(([path, issue]) => [`${i} ${path}`, issue] as const)),
  );
  const isOnly = types.length === 1 && parts.length === 1;
  const put = (next: readonly ReportPart[]) => change({ values: withParts(next), sent: false });

  // What is said of nothing that stands on the page, such as the day it came in.
  const isUnseen = refused !== undefined && refused.fields.length > 0 && said.every(isEmpty);
  useEffect(() => {
    if (isClosed) change((old) => ({ header: lateHeader(old.header) }));
  }, [isClosed, change]);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setAttempted(true);
    const isRule = refused?.fields.length === 0;
    if (parts.length === 0 || isRule) return;
    if (all.size > 0 || !missings.every(isEmpty)) return focusFirstIssue(event.currentTarget);
    const ready = receivedToday({ ...draft, sent: true });
    change({ sent: true, header: ready.header });
    void outbox.put(ready).then(onSent);
  };
  return (
    <form onSubmit={onSubmit} noValidate className={styles["form"]}>
      {parts.map((part, index) => (
        <Part
          key={`${part.type.name} ${index}`}
          part={part}
          hidden={hiddenOf(part.type)}
          issues={issues[index] ?? new Map()}
          attempted={attempted}
          isLocked={isLocked}
          onChange={(next) => put(parts.map((one, i) => (i === index ? next : one)))}
          onRemove={isOnly ? undefined : () => put(parts.filter((_, i) => i !== index))}
        />
      ))}
      {isLocked ? null : (
        <AddPart
          types={types}
          isFirst={parts.length === 0}
          onAdd={(type) => put([...parts, newPart(type, draft)])}
        />
      )}
      {textOf(draft.header["late_reason"]) === "" ? null : <p role="status">{text.lateBooks}</p>}
      {isUnseen ? <Objection problem={refused} /> : null}
      {isLocked ? null : (
        <FormStatus
          verdict={verdict}
          issues={all}
          isKept={isKept}
          idle={parts.length === 0 ? text.nothingYet : undefined}
        />
      )}
      <SendingState sending={sending} />
      {isLocked ? null : (
        <div className={styles["buttons"]}>
          <Button kind="primary" type="submit">
            {text.send}
          </Button>
        </div>
      )}
    </form>
  );
}
