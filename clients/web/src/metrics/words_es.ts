import type { MetricWords } from "./words.ts";
import { outcomeWordsEs } from "./words_es_outcomes.ts";
import { spendWordsEs } from "./words_es_spend.ts";

const hiring: Readonly<Record<string, MetricWords>> = {
  "H-01": {
    name: "Nuevas contrataciones",
    formula: "personas que la institución ancla contrató para puestos permanentes",
  },
  "H-02": {
    name: "Contrataciones locales",
    formula: "nuevas contrataciones (H-01) que viven en una zona local válida ese día",
  },
  "H-03": {
    name: "Tasa de contratación local",
    formula:
      "contrataciones locales (H-02) de todas las contrataciones: el total informado si sus " +
      "períodos cubren el plazo, si no H-01",
  },
  "H-04": {
    name: "Contrataciones de impacto",
    formula:
      "nuevas contrataciones (H-01) que viven en una zona desfavorecida, llegaron por un " +
      "programa y ocupan puestos que piden menos que una licenciatura",
  },
  "H-05": {
    name: "Tasa de contratación de impacto",
    formula:
      "contrataciones de impacto (H-04) de todas las contrataciones: el total informado si sus " +
      "períodos cubren el plazo, si no H-01",
    goal: "al menos 10 % para 2027 (HAN)",
  },
  "H-06": {
    name: "Tasa de finalización de programas",
    formula: "personas que terminaron de las inscritas, según el último informe de cada grupo",
  },
  "H-07": {
    name: "Tasa de colocación de programas",
    formula:
      "personas colocadas en la institución o en otra parte de las que terminaron, según el " +
      "último informe de cada grupo",
  },
  "H-08": {
    name: "Permanencia a 90 días",
    formula: "personas aún empleadas tras 90 días de las del grupo, según el último informe",
  },
  "H-09": {
    name: "Permanencia a un año",
    formula: "personas aún empleadas tras 365 días de las del grupo, según el último informe",
  },
  "H-12": {
    name: "Proporción con salario digno",
    formula:
      "trabajadores que ganan el salario digno o más de todos los trabajadores, según el último " +
      "informe de salarios",
  },
  "H-13": {
    name: "Salario inicial medio de contrataciones de impacto",
    formula:
      "media del salario inicial de las contrataciones de impacto (H-04) cuyo salario se conoce; " +
      "cada persona pesa igual",
  },
  "H-15": {
    name: "Ascensos desde puestos sin licenciatura",
    formula:
      "personas ascendidas desde puestos que piden menos que una licenciatura, con mejor salario",
  },
};

const process: Readonly<Record<string, MetricWords>> = {
  "X-01": {
    name: "Alianzas por fase",
    formula: "alianzas activas al final del plazo, cada una en la última fase abierta",
  },
  "X-02": {
    name: "Tiempo en cada fase",
    formula: "mediana de días desde que se entra en una fase hasta que se sale de ella",
  },
  "X-03": {
    name: "Hitos cumplidos",
    formula: "hitos confirmados de los hitos de la fase, sin los que no se aplican",
  },
  "X-11": {
    name: "Encuentros",
    formula: "encuentros celebrados y organizaciones que asistieron",
    parts: { organisations: "asistencias de organizaciones" },
  },
  "X-13": {
    name: "Horas de fortalecimiento",
    formula: "horas de fortalecimiento de capacidades prestadas",
  },
  "X-14": {
    name: "Tres tipos de capital",
    formula:
      "lado a lado: capital financiero (I-04), social (X-11) y capacidades (su costo y X-13)",
    parts: {
      financial: "capital desplegado",
      convenings: "encuentros",
      organisations: "asistencias de organizaciones",
      capacity_cost: "costo del fortalecimiento",
      capacity_hours: "horas de fortalecimiento",
    },
  },
  "X-18": {
    name: "Puntualidad de los informes",
    formula: "informes recibidos a tiempo de los que vencían en el plazo",
  },
  "X-20": {
    name: "Cumplimiento de metas",
    formula:
      "por cada meta, el valor de su métrica entre la meta, o al revés donde menos es mejor",
  },
};

/** Spanish words by metric. */
export const wordsEs: Readonly<Record<string, MetricWords>> = {
  ...hiring,
  ...spendWordsEs,
  ...outcomeWordsEs,
  ...process,
};
