import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { useMetricWords } from "@/metrics/words.ts";
import styles from "./Explore.module.css";
import { exploreTexts } from "./texts.ts";

/** What a metric means: formula in words, where it comes from, edition, what one has to know. */
export function About({ definition }: { definition: MetricDefinition }) {
  const text = useText(exploreTexts).about;
  const words = useMetricWords();
  const format = useFormat();
  const goal = words.goal(definition);
  const edition = format.integer(definition.edition);
  return (
    <dl className={styles["about"]}>
      <div>
        <dt>{text.formula}</dt>
        <dd>{words.formula(definition)}</dd>
      </div>
      {definition.sources.length > 0 ? (
        <div>
          <dt>{text.sources}</dt>
          <dd lang="en">{definition.sources.join(", ")}</dd>
        </div>
      ) : null}
      <div>
        <dt>{text.edition}</dt>
        <dd>
          {definition.validFrom ? `${edition}, ${format.day(definition.validFrom)}` : edition}
        </dd>
      </div>
      {goal === "" ? null : (
        <div>
          <dt>{text.goal}</dt>
          <dd>{goal}</dd>
        </div>
      )}
      {definition.notes.length > 0 ? (
        <div>
          <dt>{text.notes}</dt>
          <dd>
            {words.notes(definition).map((note) => (
              <span key={note.words} lang={note.isForeign ? "en" : undefined}>
                {note.words}{" "}
              </span>
            ))}
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
