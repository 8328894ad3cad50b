import { createClient } from "@connectrpc/connect";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { MetricsService } from "@/gen/anchorledger/api/v1/metrics_pb";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { freshened, questionText, requestOf, type Question } from "@/metrics/question.ts";
import { ledgerKey } from "./keys.ts";
import { transport } from "./transport.ts";

export const metricsClient = createClient(MetricsService, transport);

const PAGE_SIZE = 1000;

/** As many metrics as one call may ask for. */
export const QUERY_MAX = 100;

async function allDefinitions(signal: AbortSignal): Promise<MetricDefinition[]> {
  const found: MetricDefinition[] = [];
  let pageToken = "";
  do {
    const page = await metricsClient.listMetrics({ pageSize: PAGE_SIZE, pageToken }, { signal });
    found.push(...page.metrics);
    pageToken = page.nextPageToken;
  } while (pageToken !== "");
  return found;
}

/** Every edition of every metric, by id and edition. Changes only with the server's program. */
export const catalogueQuery = queryOptions({
  queryKey: ["metric definitions"],
  queryFn: ({ signal }) => allDefinitions(signal),
});

export function useMetricCatalogue() {
  return useQuery(catalogueQuery);
}

/** The values of metrics. Stays on screen while a fresher answer is on its way. */
export function metricsQuery(metricIds: readonly string[], question: Question) {
  return queryOptions({
    queryKey: [ledgerKey, "metrics", metricIds.join(), questionText(question)],
    queryFn: ({ signal }) => 
      metricsClient.queryMetrics(freshened(requestOf(metricIds, question)), { signal }),
    enabled: metricIds.length > 0,
  });
}

export function useMetrics(metricIds: readonly string[], question: Question) {
  return useQuery(metricsQuery(metricIds, question));
}

/** The latest edition of each metric, by id. */
export function latestEditions(all: readonly MetricDefinition[]): MetricDefinition[] {
  const latest = new Map<string, MetricDefinition>();
  for (const one of all) {
    if ((latest.get(one.id)?.edition ?? 0) < one.edition) latest.set(one.id, one);
  }
  return [...latest.values()];
}
