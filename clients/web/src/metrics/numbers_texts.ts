import { catalogue, plural } from "@/locale/catalogue.ts";

export const numbersTexts = catalogue(
  {
    metric: "Metric",
    value: "Value",
    empty: "No metric has a value here yet",
    emptyHelp: "Figures appear as soon as events that they count are recorded.",
    quiet: (count: number) =>
      `${count} ${plural(count, "metric has", "metrics have")} nothing to count here`,
  },
  {
    metric: "Métrica",
    value: "Valor",
    empty: "Ninguna métrica tiene todavía un valor aquí",
    emptyHelp: "Las cifras aparecen en cuanto se registran eventos que cuentan.",
    quiet: (count: number) =>
      `${count} ${plural(count, "métrica no tiene", "métricas no tienen")} nada que contar aquí`,
  },
);
