import type { Investment } from "@/gen/anchorledger/api/v1/directory_pb";
import { useFormat, useText } from "@/locale/Locale.tsx";
import styles from "./Investment.module.css";
import { investmentTexts } from "./texts.ts";

/** What was promised, paid out and came back, and what is still out. */
export function Balances({ investment }: { investment: Investment }) {
  const text = useText(investmentTexts).balances;
  const format = useFormat();
  const undisbursed = investment.committedMinor - investment.disbursedMinor;
  // What never happened is left out, but for the three that every investment has.
  const rows = [
    { words: text.committed, minor: investment.committedMinor, always: true },
    { words: text.disbursed, minor: investment.disbursedMinor, always: true },
    { words: text.undisbursed, minor: undisbursed, always: true },
    { words: text.outstanding, minor: investment.outstandingMinor, always: false },
    { words: text.repaid, minor: investment.repaidMinor, always: false },
    { words: text.returned, minor: investment.returnedMinor, always: false },
    { words: text.forgiven, minor: investment.forgivenMinor, always: false },
    { words: text.writtenOff, minor: investment.writtenOffMinor, always: false },
  ];
  return (
    <dl className={styles["balances"]}>
      {rows
        .filter(({ minor, always }) => always || minor !== 0n)
        .map(({ words, minor }) => (
          <div key={words}>
            <dt>{words}</dt>
            <dd>{format.money(minor, investment.currency)}</dd>
          </div>
        ))}
    </dl>
  );
}
