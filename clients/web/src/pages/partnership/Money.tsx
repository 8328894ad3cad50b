import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { investmentPages } from "@/api/directory_entries.ts";
import { newestQuery } from "@/api/events.ts";
import { useSearchState } from "@/app/useSearchState.ts";
import { useInvestmentColumns } from "@/directory/columns.tsx";
import { DirectoryTable } from "@/directory/DirectoryTable.tsx";
import { inForceByDay } from "@/events/in_force.ts";
import { correctionTypes } from "@/events/lines.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { moneyOf, moneyTypes, spans, type SpanWord } from "./money.ts";
import styles from "./Money.module.css";
import { MoneyPicture } from "./MoneyPicture.tsx";
import { MoneyTable } from "./MoneyTable.tsx";
import { partnershipTexts } from "./texts.ts";

// More than a partnership has in decades of weekly purchases; beyond it the page says so.
const EVENTS_MAX = 20_000;

/** What the anchor paid, and what came back: a picture, the same as a table, and what is behind. */
export function Money({ partnershipId }: { partnershipId: string }) {
  const text = useText(partnershipTexts).money;
  const format = useFormat();
  const [search, setSearch] = useSearchState();
  const span = spans.find((one) => one === search["span"]) ?? "quarter";
  const eventTypes = [...moneyTypes, ...correctionTypes];
  const answer = useQuery(newestQuery({ partnershipId, eventTypes }, EVENTS_MAX));
  const money = useMemo(
    () => moneyOf(inForceByDay(answer.data?.events ?? []), span),
    [answer.data, span],
  );

  function content() {
    if (answer.isPending) return <Loading lines={5} />;
    if (answer.isError) {
      return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
    }
    if (money.length === 0) return <Empty title={text.empty}>{text.emptyHelp}</Empty>;
    return (
      <>
        {answer.data.hasOlder ? (
          <p className={styles["note"]}>{text.onlyNewest(format.integer(EVENTS_MAX))}</p>
        ) : null}
        {money.map((one) => (
          <section key={one.currency} aria-label={one.currency} className={styles["currency"]}>
            <MoneyPicture money={one} span={span} />
            <MoneyTable money={one} span={span} />
          </section>
        ))}
      </>
    );
  }

  return (
    <Panel
      title={text.title}
      lead={text.lead}
      actions={
        <div className={styles["span"]} data-print="no">
          <SelectField
            label={text.by}
            value={span}
            onChange={(value) => setSearch({ span: value as SpanWord })}
            choices={spans.map((value) => ({ value, label: text.spans[value] }))}
          />
        </div>
      }
    >
      {content()}
      <h3 className={styles["behind"]}>{text.investments}</h3>
      <Investments partnershipId={partnershipId} />
    </Panel>
  );
}

function Investments({ partnershipId }: { partnershipId: string }) {
  const text = useText(partnershipTexts).money;
  const answer = useInfiniteQuery(investmentPages({ search: "", partnershipId }));
  return (
    <DirectoryTable
      label={text.investments}
      answer={answer}
      of={useInvestmentColumns()}
      empty={{ title: text.noInvestment }}
    />
  );
}
