import type { MetricWords } from "./words.ts";

/** Spanish words for what changes in the community. */
export const outcomeWordsEs: Readonly<Record<string, MetricWords>> = {
  "C-01": {
    name: "Viviendas financiadas (previstas)",
    formula: "la última previsión de cada operación y tipo de tenencia hasta el final del plazo",
  },
  "C-02": {
    name: "Viviendas terminadas, conservadas, mejoradas",
    formula: "viviendas nuevas terminadas; conservadas; rehabilitadas",
    parts: {
      completed: "terminadas",
      preserved: "conservadas",
      rehabilitated: "rehabilitadas",
    },
  },
  "C-03": {
    name: "Proporción asequible",
    formula: "viviendas asequibles de todas las terminadas",
    parts: { preserved: "de las conservadas", rehabilitated: "de las rehabilitadas" },
  },
  "C-04": {
    name: "Viviendas asequibles para siempre, bajo control comunitario",
    formula:
      "viviendas asequibles de forma permanente y bajo control comunitario, terminadas o " +
      "conservadas hasta el final del plazo, menos las perdidas",
  },
  "C-13": {
    name: "Empleos mantenidos",
    formula: "por organización, el menor de sus empleos iniciales y los últimos informados",
  },
  "C-14": {
    name: "Empleos creados (netos)",
    formula:
      "por organización, los últimos empleos informados por encima de los iniciales y de los " +
      "trasladados, nunca menos de cero",
    parts: {
      transfers_kept: "empleos trasladados y mantenidos, no creados",
      lost: "empleos perdidos desde el inicio",
    },
  },
  "C-15": {
    name: "Empleos en empresas apoyadas",
    formula: "los últimos empleos informados por cada organización hasta el final del plazo",
  },
};
