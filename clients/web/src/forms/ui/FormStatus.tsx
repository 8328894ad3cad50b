import { problemTexts } from "@/api/problem_texts.ts";
import type { Problem } from "@/api/problem.ts";
import { LateEventLink } from "@/events/LateEventLink.tsx";
import { useText } from "@/locale/Locale.tsx";
import { useSession } from "@/session/SessionGate.tsx";
import type { FieldIssues } from "../request.ts";
import { statusTexts } from "../status_texts.ts";
import type { Verdict } from "../useServerCheck.ts";
import styles from "./FormStatus.module.css";

interface Props {
  readonly verdict: Verdict;
  readonly issues: FieldIssues;
  readonly isKept: boolean;
  /** Why there is nothing to check yet. */
  readonly idle?: string | undefined;
}

function isMissing(issues: FieldIssues): number {
  return [...issues.values()].filter(
    (issue) => issue.kind === "refused" && issue.reason === "FIELD_MISSING",
  ).length;
}

/** What a rule says against it, with the events that are in the way. */
export function Objection({ problem }: { problem: Problem }) {
  const text = useText(statusTexts);
  const { sentence } = useText(problemTexts);
  const { reportId } = useSession();
  // Who came by a link has no page of events to go to.
  const named = reportId === undefined ? (problem.metadata["events"] ?? "") : "";
  const positions = named.split(",").filter((one) => one !== "");
  return (
    <div className={styles["objection"]}>
      <p>{problem.reason === "RULE_BROKEN" ? text.refused : sentence[problem.reason]}</p>
      <p lang="en">{problem.detail}</p>
      {positions.length === 0 ? null : (
        <p>
          {text.inTheWay}:{" "}
          {positions.map((position) => (
            <LateEventLink key={position} position={position} className={styles["event"]}>
              {text.recordedAs(position)}
            </LateEventLink>
          ))}
        </p>
      )}
    </div>
  );
}

/** Where the form stands; told to screen readers as it changes. */
export function FormStatus({ verdict, issues, isKept, idle }: Props) {
  const text = useText(statusTexts);
  const missing = isMissing(issues);
  const wrong = issues.size - missing;
  const isRule = verdict.state === "refused" && verdict.problem?.fields.length === 0;
  // What it refused for is filled in: the next answer is on its way.
  const isOld = verdict.state === "refused" && !isRule && issues.size === 0;
  if (idle !== undefined) {
    return (
      <div className={styles["status"]} role="status">
        <p>{idle}</p>
      </div>
    );
  }
  return (
    <div className={styles["status"]} role="status">
      {missing > 0 ? <p>{text.missing(missing)}</p> : null}
      {wrong > 0 && !isRule ? <p>{text.wrong(wrong)}</p> : null}
      {isRule && verdict.problem ? <Objection problem={verdict.problem} /> : null}
      {verdict.state === "good" && issues.size === 0 ? (
        <p className={styles["good"]}>✓ {text.good}</p>
      ) : null}
      {verdict.state === "unreachable" ? <p>{text.unreachable}</p> : null}
      {verdict.state === "waiting" || isOld ? <p>{text.checking}</p> : null}
      <p className={styles["kept"]}>{isKept ? text.kept : text.notKept}</p>
    </div>
  );
}
