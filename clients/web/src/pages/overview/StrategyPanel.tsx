import { useQuery } from "@tanstack/react-query";
import { metricsQuery, QUERY_MAX, useMetrics } from "@/api/metrics.ts";
import { Strategy } from "@/gen/anchorledger/event/v1/enums_pb";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { useText } from "@/locale/Locale.tsx";
import type { Question } from "@/metrics/question.ts";
import { metricTexts } from "@/metrics/texts.ts";
import { Panel } from "@/ui/Panel.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { MetricTable } from "./MetricTable.tsx";
import { QuietMetrics } from "./QuietMetrics.tsx";
import { rowsOf } from "./rows.ts";
import { overviewTexts } from "./texts.ts";
import type { Target } from "./useTargets.ts";

interface Props {
  readonly strategy: Strategy;
  readonly definitions: readonly MetricDefinition[];
  /** Ids of the metrics of all strategies: asked for in one call, which all panels wait for. */
  readonly together: readonly string[];
  readonly question: Question;
  readonly targets: readonly Target[];
}

const edges = {
  [Strategy.UNSPECIFIED]: undefined,
  [Strategy.HIRING]: "hiring",
  [Strategy.PURCHASING]: "purchasing",
  [Strategy.INVESTING]: "investing",
  [Strategy.CROSS]: "cross",
} as const;

/** One strategy: its metrics across the phases. */
export function StrategyPanel(props: Props) {
  const { strategy, definitions, together, question, targets } = props;
  const text = useText(overviewTexts);
  const words = useText(metricTexts);
  const ids = together.length > QUERY_MAX ? definitions.map((one) => one.id) : together;
  const byPhase = useMetrics(ids, { ...question, by: ["phase"] });
  // The largest answer, and a picture beside each figure: not in the way of the figures.
  const byYear = useQuery({
    ...metricsQuery(ids, { ...question, by: ["fiscal_year"] }),
    enabled: byPhase.isSuccess,
  });
  const name = words.strategies[Strategy[strategy] as keyof typeof Strategy];

  function content() {
    if (byPhase.isPending) return <Loading lines={5} />;
    if (byPhase.isError) {
      return <ErrorState error={byPhase.error} onRetry={() => void byPhase.refetch()} />;
    }
    const rows = rowsOf(definitions, byPhase.data.results);
    const spoken = rows.filter((row) => !row.isQuiet);
    if (spoken.length === 0) {
      return <Empty title={text.emptyStrategy}>{text.emptyStrategyHelp}</Empty>;
    }
    return (
      <>
        <MetricTable
          caption={name}
          rows={spoken}
          years={byYear.data?.results ?? []}
          question={question}
          targets={targets}
        />
        <QuietMetrics rows={rows.filter((row) => row.isQuiet)} />
      </>
    );
  }

  return (
    <Panel title={name} strategy={edges[strategy]}>
      {content()}
    </Panel>
  );
}
