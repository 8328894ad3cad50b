import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Link } from "@tanstack/react-router";
import { ImportState, type Import } from "@/gen/anchorledger/api/v1/import_pb";
import { coveredDays } from "@/imports/covered.ts";
import { earlierTexts } from "@/imports/earlier_texts.ts";
import styles from "@/imports/Imports.module.css";
import { stepTexts } from "@/imports/step_texts.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";

/** The imports of the same file that stand: a warning, for it may be meant. */
export function EarlierImports({ one }: { one: Import }) {
  const text = useText(earlierTexts);
  const words = useText(stepTexts);
  const format = useFormat();
  if (one.earlierImports.length === 0 || one.state === ImportState.UNDONE) return null;
  const created = one.counts?.created ?? 0n;
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
        {created > 0n ? says(created, format.integer(created)) : text.once}
      </p>
    </Panel>
  );
}
