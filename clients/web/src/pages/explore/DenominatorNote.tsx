import { DenominatorUsed } from "@/gen/anchorledger/api/v1/metrics_pb";
import { useText } from "@/locale/Locale.tsx";
import styles from "./Explore.module.css";
import type { Row } from "./rows.ts";
import { exploreTexts } from "./texts.ts";

/** Says what shares were taken of, where a metric has a choice. */
export function DenominatorNote({ rows }: { rows: readonly Row[] }) {
  const text = useText(exploreTexts).table.takenOf;
  const kinds = new Set(rows.map(({ cell }) => cell.denominatorUsed));
  kinds.delete(DenominatorUsed.UNSPECIFIED);
  const [only] = kinds;
  if (only === undefined) return null;
  const word = kinds.size > 1 ? "MIXED" : (DenominatorUsed[only] as keyof typeof text);
  return <p className={styles["state"]}>{text[word]}</p>;
}
