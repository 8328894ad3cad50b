import { catalogue, plural } from "@/locale/catalogue.ts";

/** What is said of metrics that an import would change. */
export const changeTexts = catalogue(
  {
    title: "What would change in the metrics",
    lead: "Found without recording anything: each value as it is now and as it would be.",
    nothing: "No metric would change.",
    leftOut: "This dry run was asked not to look at the metrics.",
    tooManyEvents: (events: string, limit: string) =>
      `The file has ${events} records; metrics are compared for at most ${limit}.`,
    tooManyPeriods: (limit: string) =>
      `The rows touch more than ${limit} anchors and fiscal years; metrics are not compared then.`,
    failed: "The metrics could not be compared. The rest of the dry run stands.",
    summary: (values: string, metrics: number) =>
      `${values} values of ${metrics} ${plural(metrics, "metric", "metrics")} would differ.`,
    noAnchor: "Without an anchor",
    allTime: "All time",
    fiscalYear: (year: string) => `Fiscal year ${year}`,
    group: (anchor: string, span: string) => `${anchor}: ${span}`,
    values: (count: number) => `${count} ${plural(count, "value", "values")}`,
    metric: "Metric",
    before: "Now",
    after: "Then",
    difference: "Difference",
    byPartnership: (count: number) => `By partnership: ${count}`,
    institution: "The institution itself",
    more: (count: number) => `${count} more`,
    further: (shown: string, total: string) => `Further values (${shown} of ${total} are shown)`,
    points: (amount: string) => `${amount} points`,
    onlyParts: "Only its parts differ",
    tooSmall: "Less than what is shown",
    becomes: "new",
    goesAway: "goes away",
    explore: (metric: string) => `${metric}: explore it as it is now`,
  },
  {
    title: "Qué cambiaría en las métricas",
    lead: "Hallado sin registrar nada: cada valor como es ahora y como sería.",
    nothing: "No cambiaría ninguna métrica.",
    leftOut: "En esta prueba se pidió no mirar las métricas.",
    tooManyEvents: (events: string, limit: string) =>
      `El archivo tiene ${events} registros; las métricas se comparan para ${limit} como mucho.`,
    tooManyPeriods: (limit: string) =>
      `Las filas tocan más de ${limit} instituciones y años fiscales; entonces no se comparan.`,
    failed: "No se pudieron comparar las métricas. El resto de la prueba es válido.",
    summary: (values: string, metrics: number) =>
      `Cambiarían ${values} valores de ${metrics} ${plural(metrics, "métrica", "métricas")}.`,
    noAnchor: "Sin institución ancla",
    allTime: "Todo el tiempo",
    fiscalYear: (year: string) => `Año fiscal ${year}`,
    group: (anchor: string, span: string) => `${anchor} (${span})`,
    values: (count: number) => `${count} ${plural(count, "valor", "valores")}`,
    metric: "Métrica",
    before: "Ahora",
    after: "Después",
    difference: "Diferencia",
    byPartnership: (count: number) => `Por alianza: ${count}`,
    institution: "La institución misma",
    more: (count: number) => `${count} más`,
    further: (shown: string, total: string) => `Más valores (se ven ${shown} de ${total})`,
    points: (amount: string) => `${amount} puntos`,
    onlyParts: "Solo cambian sus partes",
    tooSmall: "Menos de lo que se muestra",
    becomes: "nuevo",
    goesAway: "desaparece",
    explore: (metric: string) => `${metric}: explorarla como es ahora`,
  },
);
