import { LateEventLink } from "@/events/LateEventLink.tsx";
import { Objection } from "@/forms/ui/FormStatus.tsx";
import { useText } from "@/locale/Locale.tsx";
import type { Sending } from "./outbox.ts";
import styles from "./Reports.module.css";
import { reportTexts } from "./texts.ts";

/** What became of a report that was sent. */
export function SendingState({ sending }: { sending: Sending | undefined }) {
  const text = useText(reportTexts);
  return (
    <div role="status" className={styles["sending"]} data-state={sending?.state}>
      {sending?.state === "sending" ? <p>{text.sending}</p> : null}
      {sending?.state === "later" ? <p>{text.later}</p> : null}
      {sending?.state === "recorded" ? (
        <p>
          ✓ {text.recorded}{" "}
          <LateEventLink position={sending.position}>{text.showRecorded}</LateEventLink>
        </p>
      ) : null}
      {sending?.state === "refused" ? <Objection problem={sending.problem} /> : null}
    </div>
  );
}
