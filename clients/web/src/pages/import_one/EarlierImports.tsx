import { create } from "@bufbuild/protobuf";
import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Link } from "@tanstack/react-router";
import { problemOf } from "@/api/problem.ts";
import {
  ImportState, StartImportRequestSchema, type Import,
} from "@/gen/anchorledger/api/v1/import_pb";
import { coveredDays } from "@/imports/covered.ts";
import { earlierTexts } from "@/imports/earlier_texts.ts";
import styles from "@/imports/Imports.module.css";
import { stepTexts } from "@/imports/step_texts.ts";
import { usePlans, useStart } from "@/imports/useStart.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { ProblemState } from "@/ui/states/ProblemState.tsx";

/** Whether one of them came after the dry run, which knew nothing of it. */
function isOutOfDate({ dryRun, startedAt, earlierImports }: Import): boolean {
  if (!dryRun || !startedAt) return false;
  const tried = timestampDate(startedAt).getTime();
  return earlierImports.some((one) => {
    return one.startedAt !== undefined && timestampDate(one.startedAt).getTime() > tried;
  });
}

/** The same dry run on the ledger as it is now. */
function TryAgain({ one }: { one: Import }) {
  const text = useText(earlierTexts);
  const plan = usePlans().get(one.importId);
  const { start } = useStart();
  if (!plan) return null;
  const again = create(StartImportRequestSchema, { ...plan, dryRun: true, requestId: "" });
  return (
    <>
      {start.error ? <ProblemState problem={problemOf(start.error)} /> : null}
      <div className={styles["buttons"]}>
        <Button isDisabled={start.isPending} onPress={() => start.mutate({ plan: again })}>
          {text.tryAgain}
        </Button>
      </div>
    </>
  );
}

/** The imports of the same file that stand: a warning, for it may be meant. */
export function EarlierImports({ one }: { one: Import }) {
  const text = useText(earlierTexts);
  const words = useText(stepTexts);
  const format = useFormat();
  if (one.earlierImports.length === 0 || one.state === ImportState.UNDONE) return null;
  const created = one.counts?.created ?? 0n;
  const isOld = isOutOfDate(one);
  const says = one.dryRun ? text.twice : text.didTwice;
  return (
    <Panel title={text.title}>
      <ul className={styles["earlier"]}>
        {one.earlierImports.map((earlier) => {
          const days = coveredDays(earlier.period);
          return (
            <li key={earlier.importId}>
              <Link to={`/import/${earlier.importId}`}>
                {text.when(
                  earlier.startedAt ? format.instant(timestampDate(earlier.startedAt)) : "",
                  earlier.actorRef,
                )}
              </Link>
              <div className={styles["help"]}>
                {text.about(
                  earlier.fileName,
                  earlier.source,
                  days ? format.period(days.from, days.to) : words.wholeSource,
                )}
              </div>
            </li>
          );
        })}
      </ul>
      <p className={created > 0n ? styles["missing"] : undefined} role="status">
        {isOld ? text.since : created > 0n ? says(created, format.integer(created)) : text.once}
      </p>
      {isOld ? <TryAgain one={one} /> : null}
    </Panel>
  );
}
