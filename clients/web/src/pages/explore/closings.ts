// Each period as it was known when it ended: what was published then, beside what is known since.
import { create } from "@bufbuild/protobuf";
import { useQueries, type UseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import { metricsQuery } from "@/api/metrics.ts";
import {
  MetricResultSchema,
  type MetricCell,
  type MetricResult,
  type QueryMetricsResponse,
} from "@/gen/anchorledger/api/v1/metrics_pb";
import { utcDay, type Day } from "@/locale/format.ts";
import type { Question } from "@/metrics/question.ts";

/** The days of a cell, which have ended. */
export interface Closing {
  readonly from: Day | undefined;
  readonly to: Day;
}

// Each is a question of its own to the server; of more periods the latest are asked for.
const CLOSINGS_MAX = 40;

const keyOf = ({ from, to }: Pick<MetricCell, "from" | "to">) => `${from?.days}-${to?.days}`;

/** The periods of an answer that had ended by the day it was known on; the latest of them. */
export function closingsOf(
  cells: readonly MetricCell[],
  question: Question,
  now = utcDay(),
): Closing[] {
  const end = Math.min(now.days, question.knownOn?.days ?? now.days);
  const found = new Map<string, Closing>();
  for (const { from, to } of cells) {
    if (to && to.days < end) found.set(keyOf({ from, to }), { from, to });
  }
  return [...found.values()].sort((a, b) => a.to.days - b.to.days).slice(-CLOSINGS_MAX);
}

/** The question of one period, as it was known at its end. */
export function closingQuestion(question: Question, { from, to }: Closing): Question {
  return { ...question, from, to, at: undefined, knownOn: to };
}

/**
 * One answer out of those of all periods. Fiscal years differ between anchors: from the answer
 * about a period only the cells that are about exactly that period are taken.
 */
export function closedResult(
  result: MetricResult,
  closings: readonly Closing[],
  answers: readonly (MetricResult | undefined)[],
): MetricResult {
  const taken = (which: "cells" | "totals") =>
    closings.flatMap((closing, i) =>
      (answers[i]?.[which] ?? []).filter(
        (cell) => keyOf(cell) === `${closing.from?.days}-${closing.to.days}`,
      ),
    );
  return create(MetricResultSchema, {
    metricId: result.metricId,
    edition: result.edition,
    cells: taken("cells"),
    totals: taken("totals"),
  });
}

/** Asks for them; nothing while `result` is absent. */
export function useClosings(result: MetricResult | undefined, question: Question) {
  const closings = useMemo(
    () => (result ? closingsOf([...result.cells, ...result.totals], question) : []),
    [result, question.knownOn?.days],
  );
  const { data, ...state } = useQueries({
    queries: closings.map((closing) =>
      metricsQuery([result?.metricId ?? ""], closingQuestion(question, closing)),
    ),
    combine: combined,
  });
  const closed = useMemo(
    () => result && closedResult(result, closings, data),
    [result, closings, data],
  );
  return { ...state, result: closed };
}

function combined(answers: readonly UseQueryResult<QueryMetricsResponse>[]) {
  return {
    isPending: answers.some(({ isPending }) => isPending),
    error: answers.find(({ isError }) => isError)?.error,
    refetch: () => answers.forEach(({ refetch }) => void refetch()),
    data: answers.map(({ data }) => data?.results[0]),
  };
}
