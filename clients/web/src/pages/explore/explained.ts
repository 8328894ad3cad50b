import { useInfiniteQuery } from "@tanstack/react-query";
import { ledgerKey } from "@/api/keys.ts";
import { metricsClient } from "@/api/metrics.ts";
import { dimensionWords, queryOf, searchFromQuestion, type Question } from "@/metrics/question.ts";
import type { CellName } from "./cell_name.ts";

const PAGE_SIZE = 500;

/** The events behind one cell, page by page; asked for only when `question` is there. */
export function useExplained(
  metricId: string,
  question: Question | undefined,
  cell: CellName,
  currency: string,
  part: string,
) {
  return useInfiniteQuery({
    queryKey: [
      ledgerKey, "explain", metricId, question && searchFromQuestion(question), cell, currency,
      part,
    ],
    queryFn: ({ pageParam, signal }) =>
      metricsClient.explainMetric(
        {
          metricId,
          query: question ? queryOf([metricId], question) : {},
          group: cell.map(({ dimension, key }) => ({
            dimension: dimensionWords[dimension],
            key,
          })),
          currency,
          part,
          pageSize: PAGE_SIZE,
          pageToken: pageParam,
        },
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextPageToken || undefined,
    enabled: question !== undefined,
  });
}
