import { NONE, searchFromQuestion, type DimensionWord, type Question } from "./question.ts";

/**
 * Where the events behind a figure are shown: the explore page, opened at one cell. The currency of
 * the question is that of the figure; it does not narrow the answer that the figure stands in.
 */
export function explainLink(
  metricId: string,
  question: Question,
  group: readonly { readonly dimension: DimensionWord; readonly key: string }[] = [],
  part = "",
): { to: string; search: Record<string, string> } {
  return {
    to: "/explore",
    search: {
      metric: metricId,
      ...searchFromQuestion({ ...question, currency: "" }),
      of: question.currency || NONE,
      cell: group.map(({ dimension, key }) => `${dimension}:${key}`).join(",") || "total",
      part,
    },
  };
}
