import type { ImportProgress } from "@/gen/anchorledger/api/v1/import_pb";
import styles from "@/imports/Imports.module.css";
import { stepTexts } from "@/imports/step_texts.ts";
import { importTexts } from "@/imports/texts.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";

interface Props {
  readonly label: string;
  /** An undo counts records, an import rows. */
  readonly isUndo: boolean;
  /** It waits for its turn. */
  readonly isQueued: boolean;
  readonly progress: ImportProgress | undefined;
}

const MINUTE_MS = 60_000;

function useTimeLeft() {
  const words = useText(stepTexts);
  return (milliseconds: bigint): string => {
    const left = Number(milliseconds);
    const time =
      left >= MINUTE_MS
        ? words.minutes(Math.ceil(left / MINUTE_MS))
        : words.seconds(Math.max(1, Math.ceil(left / 1000)));
    return words.left(time);
  };
}

/** How far an import or its undo is, how fast it goes and how long it will take. */
export function Running({ label, isUndo, isQueued, progress }: Props) {
  const text = useText(importTexts);
  const words = useText(stepTexts);
  const format = useFormat();
  const timeLeft = useTimeLeft();
  const { bytesDone = 0n, bytesTotal = 0n, rowsDone = 0n, rowsPerSecond = 0n } = progress ?? {};
  // Of 1,000 steps, so that a file of any size fits into a number.
  const share = bytesTotal === 0n ? 0 : Number((bytesDone * 1000n) / bytesTotal);
  const done = isUndo
    ? words.steps(format.integer(bytesDone))
    : text.progress(format.integer(rowsDone));
  if (isQueued) {
    return (
      <Panel title={label}>
        <p>{words.queued}</p>
      </Panel>
    );
  }
  return (
    <Panel title={label}>
      <div className={styles["progress"]}>
        <label>
          {done}
          <progress value={share} max={1000} />
        </label>
        <p className={styles["help"]}>
          {isUndo || rowsPerSecond === 0n ? "" : words.perSecond(format.integer(rowsPerSecond))}
          {progress?.remainingMs === undefined ? "" : ` · ${timeLeft(progress.remainingMs)}`}
        </p>
      </div>
    </Panel>
  );
}
