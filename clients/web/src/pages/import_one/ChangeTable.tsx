import { Link } from "@tanstack/react-router";
import { useMetricCatalogue } from "@/api/metrics.ts";
import type { MetricChange } from "@/gen/anchorledger/api/v1/metric_change_pb";
import type { CellPart, MetricCell } from "@/gen/anchorledger/api/v1/metrics_pb";
import { changeTexts } from "@/imports/change_texts.ts";
import styles from "@/imports/Imports.module.css";
import { differenceCell, isSameShare, partsChanged } from "@/imports/metric_changes.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { explainLink } from "@/metrics/links.ts";
import { openQuestion } from "@/metrics/question.ts";
import { metricTexts } from "@/metrics/texts.ts";
import { shownValue } from "@/metrics/value.ts";
import { useMetricWords } from "@/metrics/words.ts";
import own from "./ChangeTable.module.css";

interface Props {
  readonly label: string;
  readonly changes: readonly MetricChange[];
  /** Present: the changes are those of partnerships. */
  readonly partnershipName?: (id: string) => string;
}

type Valued = MetricCell | CellPart;

/** Where the figure as it is now can be taken apart. */
function exploreLink({ metricId, anchorId, byPartnership, partnershipId, ...cells }: MetricChange) {
  const cell = cells.after ?? cells.before;
  const question = {
    ...openQuestion,
    from: cell?.from,
    to: cell?.to,
    by: byPartnership ? (["partnership"] as const) : [],
    anchors: anchorId === "" ? [] : [anchorId],
    currency: cell?.currency ?? "",
  };
  const group = byPartnership
    ? [{ dimension: "partnership" as const, key: partnershipId }]
    : [];
  return explainLink(metricId, question, group);
}

/** A value, or the word for why there is none. */
function useShown(currency: string) {
  const format = useFormat();
  const texts = useText(metricTexts);
  return (cell: Valued | undefined): string =>
    cell ? shownValue(cell, currency, format, texts).text : texts.none;
}

function Difference({ before, after, currency, withParts }: {
  readonly before: Valued | undefined;
  readonly after: Valued | undefined;
  readonly currency: string;
  /** Whether parts of the value differ. */
  readonly withParts: boolean;
}) {
  const text = useText(changeTexts);
  const format = useFormat();
  const shown = useShown(currency);
  if (!before) return text.becomes;
  if (!after) return text.goesAway;
  const cell = differenceCell<Valued>(before, after);
  const amount = cell?.value?.shown ?? "";
  if (!cell) return null;
  if (/^-?0(\.0+)?$/.test(amount)) {
    if (withParts) return text.onlyParts;
    return isSameShare(before, after) ? text.sameShare : text.tooSmall;
  }
  const sign = amount.startsWith("-") ? "" : "+";
  if (cell.unit === "percent") return text.points(sign + format.decimal(amount));
  return sign + shown(cell);
}

function Values({ name, before, after, currency, withParts = false }: {
  readonly name?: string;
  readonly before: Valued | undefined;
  readonly after: Valued | undefined;
  readonly currency: string;
  readonly withParts?: boolean;
}) {
  const text = useText(changeTexts);
  const shown = useShown(currency);
  const [from, to] = [shown(before), shown(after)];
  return (
    <>
      {name === undefined ? null : <td role="cell" className={own["part"]}>{name}</td>}
      <td role="cell" data-align="right" data-label={text.before}>
        {from}
      </td>
      <td role="cell" data-align="right" data-label={text.after}>
        <strong>{to}</strong>
      </td>
      <td role="cell" data-align="right" data-label={text.difference}>
        <Difference before={before} after={after} currency={currency} withParts={withParts} />
      </td>
    </>
  );
}

function ChangeRows({ change, partnershipName }: {
  readonly change: MetricChange;
  readonly partnershipName: Props["partnershipName"];
}) {
  const text = useText(changeTexts);
  const words = useMetricWords();
  const definitions = useMetricCatalogue().data ?? [];
  const { before, after, metricId, edition } = change;
  const currency = (after ?? before)?.currency ?? "";
  const definition = definitions.find((one) => one.id === metricId && one.edition === edition);
  const name = definition ? words.name(definition) : change.name;
  const parts = partsChanged(change);
  const { to, search } = exploreLink(change);
  return (
    <>
      <tr role="row">
        <th scope="row" role="rowheader">
          <Link to={to} search={search as never} aria-label={text.explore(name)}>
            {name}
          </Link>{" "}
          <span className={styles["help"]}>
            {metricId}
            {partnershipName ? ` · ${partnershipName(change.partnershipId)}` : ""}
          </span>
        </th>
        <Values
          before={before}
          after={after}
          currency={currency}
          withParts={parts.length > 0}
        />
      </tr>
      {parts.map((part) => (
        <tr key={part.name} role="row">
          <Values
            name={definition ? words.part(definition, part.name) : part.name}
            before={part.before}
            after={part.after}
            currency={currency}
          />
        </tr>
      ))}
    </>
  );
}

/** Values now and then, one metric a row, the parts that differ below it. */
export function ChangeTable({ label, changes, partnershipName }: Props) {
  const text = useText(changeTexts);
  return (
    <div className={styles["scroll"]} tabIndex={0} role="group" aria-label={label}>
      <table className={`${styles["table"]} ${own["changes"]}`} role="table">
        <caption className="visually-hidden">{label}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col">{text.metric}</th>
            <th scope="col" data-align="right">
              {text.before}
            </th>
            <th scope="col" data-align="right">
              {text.after}
            </th>
            <th scope="col" data-align="right">
              {text.difference}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {changes.map((change) => (
            <ChangeRows
              key={`${change.metricId} ${change.partnershipId} ${currencyOf(change)}`}
              change={change}
              partnershipName={partnershipName}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

// A metric may have a value in each currency.
function currencyOf({ before, after }: MetricChange): string {
  return (after ?? before)?.currency ?? "";
}
