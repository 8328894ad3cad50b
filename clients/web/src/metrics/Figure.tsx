import { Link } from "@tanstack/react-router";
import type { CellPart, MetricCell } from "@/gen/anchorledger/api/v1/metrics_pb";
import { useFormat, useText } from "@/locale/Locale.tsx";
import styles from "./Figure.module.css";
import { metricTexts } from "./texts.ts";
import { shownValue } from "./value.ts";

interface Props {
  readonly cell: MetricCell;
  /** A part of the cell instead of its value. */
  readonly part?: CellPart | undefined;
  readonly cents?: "always" | "if-any" | undefined;
  readonly withUnit?: boolean | undefined;
  /** Address of the events behind the figure; absent = it is not a link. */
  readonly from?: { readonly to: string; readonly search: Record<string, string> } | undefined;
  /** What the figure is of, for people who hear it. */
  readonly name?: string | undefined;
}

/** One figure: a value, or the word for why there is none; never a zero in its place. */
export function Figure({ cell, part, cents, withUnit, from, name }: Props) {
  const format = useFormat();
  const texts = useText(metricTexts);
  const shown = shownValue(part ?? cell, cell.currency, format, texts, {
    cents: cents ?? "always",
    withUnit: withUnit ?? true,
  });
  const words = (
    <span className={styles["figure"]} data-kind={shown.kind} title={shown.why || undefined}>
      {shown.text}
    </span>
  );
  if (!from || shown.kind === "suppressed") return words;
  return (
    <Link
      to={from.to}
      search={from.search as never}
      className={styles["from"]}
      aria-label={name ? `${shown.text}. ${texts.whereFrom(name)}` : undefined}
    >
      {words}
    </Link>
  );
}

interface PartsProps {
  readonly cell: MetricCell;
  readonly className: string | undefined;
  /** A part in words. */
  readonly nameOf: (part: string) => string;
  /** Address of the events behind a part. */
  readonly fromOf: (part: string) => Props["from"];
}

/** The named parts of a cell, each with its figure. */
export function PartFigures({ cell, className, nameOf, fromOf }: PartsProps) {
  return (
    <ul className={className}>
      {cell.parts.map((part) => (
        <li key={part.name}>
          <span>{nameOf(part.name)}</span>
          <Figure
            cell={cell}
            part={part}
            cents="if-any"
            withUnit={false}
            name={nameOf(part.name)}
            from={fromOf(part.name)}
          />
        </li>
      ))}
    </ul>
  );
}
