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

/** Colour and pattern by which a series is known wherever it is drawn. */
export type Tone = "first" | "second" | "third" | "fourth";

export interface BarSeries {
  readonly name: string;
  readonly tone: Tone;
}

interface Props {
  /** What the picture shows, for those who do not see it; a table beside it says the same. */
  readonly label: string;
  readonly bars: readonly Bar[];
  /** What is stacked above and what hangs below, in order. */
  readonly above: readonly BarSeries[];
  readonly below: readonly BarSeries[];
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
        {[...above, ...below].map(({ name, tone }) => (
          <li key={name}>
            <span data-tone={tone} />
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
                {above.map(({ tone }, i) => (
                  <div key={tone} data-tone={tone} style={part(bar.above[i] ?? 0, top)} />
                ))}
              </div>
              <div className={styles["below"]}>
                {below.map(({ tone }, i) => (
                  <div key={tone} data-tone={tone} style={part(bar.below[i] ?? 0, bottom)} />
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
