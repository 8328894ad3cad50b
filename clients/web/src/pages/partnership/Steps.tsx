import { Link } from "@tanstack/react-router";
import { eventTypeNamed, mayRecord } from "@/forms/definitions.ts";
import { eventTitle } from "@/forms/texts/labels.ts";
import type { Partnership } from "@/gen/anchorledger/api/v1/directory_pb";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { useSession } from "@/session/SessionGate.tsx";
import { milestoneTexts } from "./milestone_texts.ts";
import { milestones } from "./milestones.ts";
import styles from "./Roadmap.module.css";
import type { Step } from "./roadmap.ts";
import { partnershipTexts } from "./texts.ts";

const CONFIRMATION = "MilestoneAchieved";
// So many events are named; the step's own record names all.
const SHOWN_MAX = 3;

interface Props {
  readonly steps: readonly Step[];
  readonly partnership: Partnership;
}

/**
 * The steps of a phase: what is met, what only has to be confirmed, what is missing; out of the way
 * those that this edition of the ledger cannot prove.
 */
export function Steps({ steps, partnership }: Props) {
  const text = useText(partnershipTexts).steps;
  const titles = useText(milestoneTexts);
  const possible = steps.filter(({ state }) => state !== "not recordable");
  const others = steps.filter(({ state }) => state === "not recordable");
  return (
    <>
      {possible.length > 0 ? (
        <ul className={styles["steps"]} aria-label={text.title}>
          {possible.map((step) => (
            <li key={step.id} data-step={step.state}>
              <StepLine step={step} partnership={partnership} />
            </li>
          ))}
        </ul>
      ) : null}
      {others.length > 0 ? (
        <details className={styles["others"]}>
          <summary>{text.others(others.length)}</summary>
          <ul>
            {others.map(({ id }) => (
              <li key={id}>
                {id} {titles[id]}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function StepLine({ step, partnership }: { step: Step; partnership: Partnership }) {
  const text = useText(partnershipTexts).steps;
  const titles = useText(milestoneTexts);
  const format = useFormat();
  const { roles } = useSession();
  const confirmation = eventTypeNamed(CONFIRMATION);
  const isOpen = step.state === "proposed" || step.state === "reopened";
  const mayConfirm = isOpen && confirmation && mayRecord(confirmation, roles);
  const given = {
    milestone_id: step.id,
    outcome: "MILESTONE_OUTCOME_MET",
    "header.partnership_id": partnership.partnershipId,
    "header.anchor_id": partnership.leadAnchorId,
  };
  return (
    <>
      <span className={styles["mark"]} aria-hidden="true" />
      <span className={styles["step"]}>
        <span className={styles["title"]}>
          {step.id} {titles[step.id]}
        </span>
        <span className={styles["words"]}>
          <StateWords step={step} />
          {step.confirmedOn === undefined ? null : ` ${format.day({ days: step.confirmedOn })}`}
          {step.evidence.slice(0, SHOWN_MAX).map((position) => (
            <Link
              key={String(position)}
              to="/events/$position"
              params={{ position: String(position) } as never}
              data-print="no"
            >
              {text.event(format.integer(position))}
            </Link>
          ))}
          {step.evidence.length > SHOWN_MAX ? (
            <span data-print="no">
              {text.more(format.integer(step.evidence.length - SHOWN_MAX))}
            </span>
          ) : null}
          {mayConfirm ? (
            <Link
              to={`/record/${CONFIRMATION}`}
              search={given as never}
              aria-label={text.confirmStep(step.id)}
              data-print="no"
            >
              {text.confirm}
            </Link>
          ) : null}
        </span>
      </span>
    </>
  );
}

/** What the state of a step means; where evidence is missing, what would be evidence. */
function StateWords({ step }: { step: Step }) {
  const text = useText(partnershipTexts).steps;
  const { language } = useLocale();
  if (step.state === "not recordable") return null;
  if (step.state !== "missing") return text.states[step.state];
  const titles = (milestones.find(({ id }) => id === step.id)?.evidence ?? [])
    .map(eventTypeNamed)
    .flatMap((type) => (type ? [eventTitle(type, language)] : []));
  return (
    <span>
      {text.states.missing}
      <span className={styles["would"]}>{text.wouldBe(titles.join(" / "))}</span>
    </span>
  );
}
