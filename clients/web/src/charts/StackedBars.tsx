import type { CSSProperties } from "react";
import styles from "./StackedBars.module.css";

/** One place on the axis: what is stacked above the line, and what hangs below it. */
export interface Bar {
  readonly key: string;
  /** Never negative, in the order of the series. */
  readonly above: readonly number[];
  readonly below: readonly number[];
  /** What the axis says here; empty = nothing. */
  readonly tick: string;
}

interface Props {
  /** What the picture shows, for those who do not see it; a table beside it says the same. */
  readonly label: string;
  readonly bars: readonly Bar[];
  /** Names of what is stacked above and below, in order. */
  readonly above: readonly string[];
  readonly below: readonly string[];
  /** A value in words for the scale. */
  readonly words: (value: number) => string;
}

function highest(bars: readonly Bar[], side: "above" | "below"): number {
  return Math.max(0, ...bars.map((bar) => bar[side].reduce((sum, value) => sum + value, 0)));
}

function part(value: number, whole: number): CSSProperties {
  return { height: `${whole === 0 ? 0 : (100 * value) / whole}%` };
}

/** Bars over time, made of parts; drawn with boxes, so that they print and need no library. */
export function StackedBars({ label, bars, above, below, words }: Props) {
  const top = highest(bars, "above");
  const bottom = highest(bars, "below");
  const rows = { gridTemplateRows: `${top || 0.0001}fr ${bottom || 0.0001}fr` };
  return (
    <figure className={styles["figure"]}>
      <ul className={styles["legend"]} aria-hidden="true">
        {[...above, ...below].map((name, i) => (
          <li key={name}>
            <span data-series={i} />
            {name}
          </li>
        ))}
      </ul>
      <div role="img" aria-label={label} className={styles["picture"]}>
        <div className={styles["scale"]} style={rows}>
          <span>{words(top)}</span>
          {bottom > 0 ? <span>{words(bottom)}</span> : null}
        </div>
        <div className={styles["plot"]}>
          {bars.map((bar) => (
            <div key={bar.key} className={styles["bar"]} style={rows}>
              <div className={styles["above"]}>
                {bar.above.map((value, i) => (
                  <div key={above[i]} data-series={i} style={part(value, top)} />
                ))}
              </div>
              <div className={styles["below"]}>
                {bar.below.map((value, i) => (
                  <div key={below[i]} data-series={above.length + i} style={part(value, bottom)} />
                ))}
              </div>
              <span className={styles["tick"]}>{bar.tick}</span>
            </div>
          ))}
        </div>
      </div>
    </figure>
  );
}
