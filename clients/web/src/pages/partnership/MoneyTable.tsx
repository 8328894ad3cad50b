import { useFormat, useText } from "@/locale/Locale.tsx";
import { usedLanes, type MoneyOf, type SpanWord } from "./money.ts";
import styles from "./Money.module.css";
import { partnershipTexts } from "./texts.ts";

/** The figures of the picture, to the cent; spans in which nothing moved are left out. */
export function MoneyTable({ money, span }: { money: MoneyOf; span: SpanWord }) {
  const text = useText(partnershipTexts).money;
  const format = useFormat();
  const lanes = usedLanes(money);
  const moved = money.spans.filter(({ sums }) => lanes.some((lane) => sums[lane] !== 0n));
  const words = (minor: bigint) =>
    minor === 0n ? null : format.money(minor, money.currency, "if-any");
  const label = text.picture(text.spans[span], money.currency);
  return (
    <div className={styles["scroller"]} role="region" aria-label={label} tabIndex={0}>
      <table className={styles["money"]}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{text.spans[span]}</th>
            {lanes.map((lane) => (
              <th key={lane} scope="col">
                {text.lanes[lane]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {moved.map(({ key, sums }) => (
            <tr key={key}>
              <th scope="row">{key}</th>
              {lanes.map((lane) => (
                <td key={lane}>{words(sums[lane])}</td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.total}</th>
            {lanes.map((lane) => (
              <td key={lane} data-lane={lane}>
                {words(money.total[lane])}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
