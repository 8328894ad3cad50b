import styles from "./Sparkline.module.css";

interface Props {
  /** In order of time; undefined = no value then, which breaks the line. */
  readonly values: readonly (number | undefined)[];
  /** What the line says, in words: the picture is only a second telling. */
  readonly label: string;
}

const WIDTH = 96;
const HEIGHT = 28;
const EDGE = 3;

/** Runs of points without a gap. Exported for its test. */
export function runsOf(values: readonly (number | undefined)[]): { x: number; y: number }[][] {
  const known = values.filter((value) => value !== undefined);
  const low = Math.min(0, ...known);
  const high = Math.max(0, ...known);
  const spread = high - low || 1;
  const step = values.length > 1 ? (WIDTH - 2 * EDGE) / (values.length - 1) : 0;
  const runs: { x: number; y: number }[][] = [[]];
  values.forEach((value, i) => {
    if (value === undefined) {
      if (runs.at(-1)?.length) runs.push([]);
      return;
    }
    const y = HEIGHT - EDGE - ((value - low) / spread) * (HEIGHT - 2 * EDGE);
    runs.at(-1)?.push({ x: EDGE + i * step, y });
  });
  return runs.filter((run) => run.length > 0);
}

/** A trend as a small line from zero; a lone value is a dot. */
export function Sparkline({ values, label }: Props) {
  const runs = runsOf(values);
  const last = runs.at(-1)?.at(-1);
  return (
    <svg
      className={styles["line"]}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {runs.map((run) => (
        <polyline
          key={run[0]?.x}
          points={run.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
        />
      ))}
      {last ? <circle cx={last.x} cy={last.y} r="2.5" /> : null}
    </svg>
  );
}
