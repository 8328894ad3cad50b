import type { QueryClient } from "@tanstack/react-query";
import { useDeferredValue, useMemo } from "react";
import { useSearchState } from "@/app/useSearchState.ts";
import type { Search } from "@/app/search.ts";
import {
  catalogueQuery,
  latestEditions,
  metricsQuery,
  QUERY_MAX,
  useMetricCatalogue,
} from "@/api/metrics.ts";
import { Strategy } from "@/gen/anchorledger/event/v1/enums_pb";
import { useText } from "@/locale/Locale.tsx";
import { questionFromSearch } from "@/metrics/question.ts";
import type { Session } from "@/session/session.ts";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { AsKnown } from "./AsKnown.tsx";
import { ScopeBar } from "./ScopeBar.tsx";
import { ScopeLink } from "./ScopeLink.tsx";
import { StrategyPanel } from "./StrategyPanel.tsx";
import { Targets } from "./Targets.tsx";
import { overviewTexts } from "./texts.ts";
import { useTargets } from "./useTargets.ts";

const order = [Strategy.HIRING, Strategy.PURCHASING, Strategy.INVESTING, Strategy.CROSS] as const;

const first = order.slice(0, 1);

/** Which metrics there are, and their values by phase. */
export async function begin(queries: QueryClient, _who: Session, search: Search): Promise<void> {
  const ids = latestEditions(await queries.fetchQuery(catalogueQuery)).map(({ id }) => id);
  const question = { ...questionFromSearch(search), by: ["phase" as const] };
  if (ids.length <= QUERY_MAX) await queries.prefetchQuery(metricsQuery(ids, question));
}

/** Strategies by phases at a glance, for the network, an anchor or a partnership. */
export default function OverviewPage() {
  const text = useText(overviewTexts);
  const [search, setSearch] = useSearchState();
  const catalogue = useMetricCatalogue();
  const question = questionFromSearch(search);
  const latest = useMemo(() => latestEditions(catalogue.data ?? []), [catalogue.data]);
  const ids = useMemo(() => latest.map(({ id }) => id), [latest]);
  const targets = useTargets(latest, question);
  // What is below the screen at first is drawn once the first strategy is there and can be used.
  const drawn = useDeferredValue<readonly Strategy[]>(order, first);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <ScopeBar question={question} onChange={setSearch} />
      <AsKnown together={ids} question={question} />
      <ScopeLink question={question} />
      {catalogue.isPending ? <Loading lines={6} /> : null}
      {catalogue.isError ? (
        <ErrorState error={catalogue.error} onRetry={() => void catalogue.refetch()} />
      ) : null}
      {catalogue.data
        ? drawn.map((strategy) => (
            <StrategyPanel
              key={strategy}
              strategy={strategy}
              definitions={latest.filter((one) => one.strategy === strategy)}
              together={ids}
              question={question}
              targets={targets}
            />
          ))
        : null}
      {catalogue.data && drawn.length > 1 ? (
        <Targets definitions={latest} targets={targets} />
      ) : null}
    </>
  );
}
