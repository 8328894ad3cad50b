import { useEffect, useRef } from "react";
import { LateEventLink } from "@/events/LateEventLink.tsx";
import { Objection } from "@/forms/ui/FormStatus.tsx";
import { useText } from "@/locale/Locale.tsx";
import type { Sending } from "./outbox.ts";
import styles from "./Reports.module.css";
import { reportTexts } from "./texts.ts";

/** What became of a report that was sent. */
export function SendingState({ sending }: { sending: Sending | undefined }) {
  const text = useText(reportTexts);
  const box = useRef<HTMLDivElement>(null);
  const state = sending?.state;
  const before = useRef(state);
  // Where the button was there may be nothing any more: who sent it is told, and stays there.
  useEffect(() => {
    if (state === "refused" && before.current !== state) box.current?.focus();
    before.current = state;
  }, [state]);
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="status"
      className={styles["sending"]}
      data-state={sending?.state}
    >
      {sending?.state === "sending" ? <p>{text.sending}</p> : null}
      {sending?.state === "later" ? <p>{sending.isKept ? text.later : text.laterUnkept}</p> : null}
      {sending?.state === "recorded" ? (
        <p>
          ✓ {text.recorded}{" "}
          <LateEventLink position={sending.position}>{text.showRecorded}</LateEventLink>
        </p>
      ) : null}
      {sending?.state === "refused" ? (
        <>
          <Objection problem={sending.problem} />
          <p>{text.refusedHelp}</p>
        </>
      ) : null}
    </div>
  );
}
