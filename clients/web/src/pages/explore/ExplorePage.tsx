import { useSearchState } from "@/app/useSearchState.ts";
import { latestEditions, useMetricCatalogue } from "@/api/metrics.ts";
import { Strategy } from "@/gen/anchorledger/event/v1/enums_pb";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { dayFromIso, isoFromDay } from "@/locale/format.ts";
import { useText } from "@/locale/Locale.tsx";
import { questionFromSearch, searchFromQuestion, type Question } from "@/metrics/question.ts";
import { metricTexts } from "@/metrics/texts.ts";
import { useMetricWords } from "@/metrics/words.ts";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { About } from "./About.tsx";
import { parseCellName } from "./cell_name.ts";
import { Controls } from "./Controls.tsx";
import { Explain } from "./Explain.tsx";
import { Result } from "./Result.tsx";
import { exploreTexts } from "./texts.ts";

// What is shown to somebody who comes without a question.
const FIRST_METRIC = "P-10";

/** One metric: what it means, its values however they are cut, and the events behind them. */
export default function ExplorePage() {
  const text = useText(exploreTexts);
  const [search, setSearch] = useSearchState();
  const catalogue = useMetricCatalogue();
  const question = questionFromSearch(search);
  const compareOn = dayFromIso(search["compare"] ?? "");
  const cell = parseCellName(search["cell"]);
  if (catalogue.isPending) return <Loading lines={6} />;
  if (catalogue.isError) {
    return (
      <ErrorState error={catalogue.error} onRetry={() => void catalogue.refetch()} isPage />
    );
  }
  const latest = latestEditions(catalogue.data);
  const editions = catalogue.data.filter(({ id }) => id === (search["metric"] ?? FIRST_METRIC));
  const definition =
    editions.find(({ edition }) => edition === question.edition) ?? editions.at(-1);
  // Another question has other cells.
  const change = (next: Record<string, string>) => setSearch({ ...next, cell: "" });
  const ask = (next: Partial<Question>) => change(searchFromQuestion({ ...question, ...next }));

  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <MetricPicker
        definitions={latest}
        value={definition?.id ?? ""}
        onChange={(metric) => change({ metric, edition: "" })}
      />
      {definition ? null : <Empty title={text.about.unknown} />}
      {definition ? (
        <>
          <About definition={definition} />
          <Panel title={text.controls.title}>
            <Controls
              question={question}
              compareOn={compareOn}
              editions={editions.map(({ edition }) => edition)}
              onChange={ask}
              onCompare={(day) => change({ compare: day ? isoFromDay(day) : "" })}
            />
          </Panel>
          {cell ? (
            <Explain
              definition={definition}
              question={{ ...question, currency: "" }}
              cell={cell}
              currency={search["currency"] ?? ""}
              onClose={() => setSearch({ cell: "", currency: "" })}
            />
          ) : null}
          <Result
            definition={definition}
            question={cell ? { ...question, currency: "" } : question}
            compareOn={compareOn}
            onOpen={(name, currency) => setSearch({ cell: name, currency })}
          />
        </>
      ) : null}
    </>
  );
}

function MetricPicker(props: {
  definitions: readonly MetricDefinition[];
  value: string;
  onChange: (id: string) => void;
}) {
  const text = useText(exploreTexts);
  const { strategies } = useText(metricTexts);
  const words = useMetricWords();
  const order = [Strategy.HIRING, Strategy.PURCHASING, Strategy.INVESTING, Strategy.CROSS];
  return (
    <SelectField
      label={text.metric}
      value={props.value}
      onChange={props.onChange}
      choices={[]}
      groups={order.map((strategy) => ({
        label: strategies[Strategy[strategy] as keyof typeof strategies],
        choices: props.definitions
          .filter((one) => one.strategy === strategy)
          .map((one) => ({ value: one.id, label: `${one.id} ${words.name(one)}` })),
      }))}
    />
  );
}
