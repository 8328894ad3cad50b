import { useSearchState } from "@/app/useSearchState.ts";
import { latestEditions, useMetricCatalogue } from "@/api/metrics.ts";
import { Strategy } from "@/gen/anchorledger/event/v1/enums_pb";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { useText } from "@/locale/Locale.tsx";
import type { Search } from "@/app/search.ts";
import {
  NONE,
  questionFromSearch,
  searchFromQuestion,
  type Question,
} from "@/metrics/question.ts";
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
import { comparisonText, parseComparison } from "./comparison.ts";
import { Controls } from "./Controls.tsx";
import { Explain, sides } from "./Explain.tsx";
import { partNamed } from "./parts.ts";
import { Result } from "./Result.tsx";
import { exploreTexts } from "./texts.ts";
import { Views } from "./Views.tsx";

// What is shown to somebody who comes without a question.
const FIRST_METRIC = "P-10";

// An address from before cells had a currency of their own names it in the place of the filter.
function cellCurrency(search: Search): string {
  const named = search["of"];
  if (named !== undefined) return named === NONE ? "" : named;
  return search["currency"] ?? "";
}

/** One metric: what it means, its values however they are cut, and the events behind them. */
export default function ExplorePage() {
  const text = useText(exploreTexts);
  const [search, setSearch] = useSearchState();
  const catalogue = useMetricCatalogue();
  const cell = parseCellName(search["cell"]);
  const isOldAddress = cell !== undefined && search["of"] === undefined;
  const question = questionFromSearch(isOldAddress ? { ...search, currency: "" } : search);
  const comparison = parseComparison(search["compare"]);
  if (catalogue.isPending) return <Loading lines={6} isPage />;
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
  const closed = { cell: "", of: "", side: "" };
  const change = (next: Record<string, string>) => setSearch({ ...next, ...closed });
  const ask = (next: Partial<Question>) => change(searchFromQuestion({ ...question, ...next }));

  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <MetricPicker
        definitions={latest}
        value={definition?.id ?? ""}
        onChange={(metric) => change({ metric, edition: "", part: "" })}
      />
      {definition ? null : <Empty title={text.about.unknown} />}
      {definition ? (
        <>
          <About definition={definition} />
          <Panel title={text.controls.title} isForScreen>
            <Controls
              question={question}
              comparison={comparison}
              definition={definition}
              editions={editions.map(({ edition }) => edition)}
              onChange={ask}
              onCompare={(next) => change({ compare: comparisonText(next) })}
            />
          </Panel>
          {cell ? (
            <Explain
              definition={definition}
              question={question}
              comparison={comparison}
              cell={cell}
              currency={cellCurrency(search)}
              part={partNamed(definition, search["part"])}
              onPart={(part) => setSearch({ part })}
              side={sides.find((one) => one === search["side"]) ?? "first"}
              onSide={(side) => setSearch({ side })}
              onClose={() => setSearch(isOldAddress ? { ...closed, currency: "" } : closed)}
            />
          ) : null}
          <Result
            definition={definition}
            question={question}
            comparison={comparison}
            onOpen={(name, currency) => setSearch({ cell: name, of: currency || NONE })}
          />
          <Views />
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
