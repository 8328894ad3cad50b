// What was asked, in words: for paper and files, where the controls are not.
import { MetricDimension } from "@/gen/anchorledger/api/v1/metrics_pb";
import type { Day } from "@/locale/format.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { dimensionWords, type DimensionWord, type Question } from "@/metrics/question.ts";
import { useGroupNames } from "./groups.ts";
import { exploreTexts } from "./texts.ts";

/** A sentence for each thing that a question says; the last day is that of the answer. */
export function useQuestionWords(): (question: Question, to: Day) => string[] {
  const text = useText(exploreTexts);
  const format = useFormat();
  const nameOf = useGroupNames();
  return (question, to) => {
    const narrowed: readonly (readonly [string, readonly string[], DimensionWord?])[] = [
      [text.controls.anchor, question.anchors, "anchor"],
      [text.controls.partnership, question.partnerships, "partnership"],
      [text.controls.partner, question.partners, "partner"],
      [text.controls.phase, question.phases, "phase"],
      [text.controls.strategy, question.strategies, "strategy"],
      [text.controls.place, question.places, "geography"],
      [text.controls.class, question.classes, "supplier_class"],
      [text.controls.supplier, question.suppliers],
      [text.controls.investment, question.investments],
      [text.controls.currency, question.currency === "" ? [] : [question.currency]],
      [text.controls.basis, question.basis ? [text.bases[question.basis]] : []],
    ];
    const filters = narrowed.flatMap(([label, keys, word]) => {
      const dimension = word ? dimensionWords[word] : MetricDimension.UNSPECIFIED;
      const names = keys.map((key) => (word ? nameOf({ dimension, key } as never) : key));
      return names.length === 0 ? [] : `${label}: ${names.join(", ")}`;
    });
    const by = question.by.map((word) => text.dimensions[word as keyof typeof text.dimensions]);
    return [
      ...(by.length === 0 ? [] : [text.asked.by(format.list(by.map((one) => one.toLowerCase())))]),
      question.from ? format.period(question.from, to) : text.asked.until(format.day(to)),
      ...filters,
    ];
  };
}
