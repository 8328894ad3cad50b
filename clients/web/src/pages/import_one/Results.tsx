import { Link } from "@tanstack/react-router";
import { eventTypeNamed } from "@/forms/definitions.ts";
import { eventTitle } from "@/forms/texts/labels.ts";
import type { Import } from "@/gen/anchorledger/api/v1/import_pb";
import { isCounted } from "@/imports/counted.ts";
import styles from "@/imports/Imports.module.css";
import { rowProblem } from "@/imports/row_problem_texts.ts";
import { importTexts } from "@/imports/texts.ts";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";

const counted = ["read", "created", "updated", "unchanged", "rejected"] as const;

/** What became of the rows, what was recorded, and the sums to compare with the file's. */
export function Results({ one }: { one: Import }) {
  const text = useText(importTexts);
  const { language } = useLocale();
  const format = useFormat();
  const { counts } = one;
  if (!counts) return null;
  const hasRows = isCounted(counts);
  const said = one.dryRun ? text.events : text.recordedEvents;
  return (
    <Panel title={hasRows ? text.rows : said} {...(hasRows && { lead: text.sum })}>
      {hasRows ? (
        <dl className={styles["counts"]}>
          {counted.map((name) => (
            <div key={name} data-bad={name === "rejected" && counts[name] > 0n}>
              <dt>{text.counts[name]}</dt>
              <dd>{format.integer(counts[name])}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {counts.skipped > 0n ? <p>{text.skipped(format.integer(counts.skipped))}</p> : null}
      {counts.vanished > 0n ? <p>{text.vanished(format.integer(counts.vanished))}</p> : null}
      {one.events.length === 0 ? null : (
        <Sums
          title={said}
          rows={one.events.map(({ eventType, events }) => {
            const type = eventTypeNamed(eventType);
            return [type ? eventTitle(type, language) : eventType, format.integer(events)];
          })}
        />
      )}
      {one.totals.map((total) => (
        <Sums
          key={total.currency}
          title={text.totals}
          rows={[
            [
              `${text.payments} (${format.integer(total.paymentCount)})`,
              format.money(total.paymentsMinor, total.currency),
            ],
            [
              `${text.credits_} (${format.integer(total.creditCount)})`,
              format.money(total.creditsMinor, total.currency),
            ],
            [text.net, format.money(total.netMinor, total.currency)],
          ]}
        />
      ))}
      {one.firstPosition > 0n ? (
        <p>
          <Link to={`/batches/${one.importId}`}>{text.allEvents}</Link>
        </p>
      ) : null}
    </Panel>
  );
}

function Sums(props: { title: string; rows: readonly (readonly string[])[] }) {
  return (
    <table className={styles["table"]}>
      <caption className="visually-hidden">{props.title}</caption>
      <thead>
        <tr>
          <th scope="col">{props.title}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {props.rows.map(([label, value]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td data-align="right">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The reasons for which rows were rejected, the most frequent first. */
export function Rejections({ one }: { one: Import }) {
  const text = useText(importTexts);
  const { language } = useLocale();
  const format = useFormat();
  if (one.rejections.length === 0) return null;
  return (
    <Panel title={text.rejections}>
      <table className={styles["table"]}>
        <caption className="visually-hidden">{text.rejections}</caption>
        <thead>
          <tr>
            <th scope="col">{text.why}</th>
            <th scope="col">{text.inColumn}</th>
            <th scope="col" data-align="right">
              {text.howMany}
            </th>
          </tr>
        </thead>
        <tbody>
          {one.rejections.map(({ code, column, rows }) => (
            <tr key={`${code} ${column}`}>
              <td>{rowProblem(code, language)}</td>
              <td>{column || text.wholeRow}</td>
              <td data-align="right">{format.integer(rows)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
