import type { MetricWords } from "./words.ts";

const onlySelfCertified = { self_certified: "de ellas solo autocertificadas" };

/** Spanish words for purchasing and investing. */
export const spendWordsEs: Readonly<Record<string, MetricWords>> = {
  "I-01": {
    name: "Parte asignada a inversión local",
    formula: "último monto de las asignaciones que cuentan, de los activos invertibles",
  },
  "I-02": {
    name: "Mínimo de inversión local alcanzado",
    formula:
      "si las asignaciones de I-01 llegan al uno por ciento de los activos invertibles, o a 50 " +
      "millones de USD si es menos",
  },
  "I-03": {
    name: "Capital comprometido",
    formula: "compromisos menos lo cancelado sin desembolsar; las garantías, aparte",
    parts: { guarantees: "garantías, aparte de la suma" },
  },
  "I-04": {
    name: "Capital desplegado",
    formula:
      "préstamos y subvenciones desembolsados, depósitos y capital aportado, en bruto; las " +
      "renovaciones no cuentan, los aportes en especie van aparte",
    parts: { new_money: "de ello dinero nuevo", in_kind: "en especie, aparte de la suma" },
  },
  "I-05": {
    name: "Tasa de uso de las asignaciones",
    formula: "dinero nuevo y en especie menos subvenciones devueltas, de lo asignado",
    parts: { late: "asignaciones no usadas del todo en su fecha" },
  },
  "I-06": {
    name: "Préstamos desembolsados",
    formula: "préstamos desembolsados en el plazo y cuántos distintos hay entre ellos",
    parts: { loans: "préstamos distintos" },
  },
  "I-07": {
    name: "Capital pendiente de préstamos",
    formula:
      "saldos de todos los préstamos al final del último día: desembolsado y capitalizado, " +
      "menos pagado, condonado y dado por perdido",
  },
  "I-08": {
    name: "Préstamos activos",
    formula: "préstamos con saldo mayor que cero al final del último día",
  },
  "I-09": {
    name: "Capital en subvenciones",
    formula: "subvenciones desembolsadas menos las devueltas",
  },
  "I-10": {
    name: "Tasa media ponderada",
    formula: "media de las tasas vigentes al final del plazo; cada préstamo pesa según su saldo",
  },
  "I-14": {
    name: "Apalancamiento",
    formula:
      "capital que otros comprometieron en las mismas operaciones con la institución o después, " +
      "de lo que ella comprometió",
    parts: { public_money: "de ello de fuentes públicas" },
  },
  "P-01": {
    name: "Gasto orientable",
    formula:
      "gasto orientable informado si sus períodos cubren el plazo, si no las compras netas " +
      "marcadas como orientables",
  },
  "P-02": {
    name: "Gasto local",
    formula: "compras netas a proveedores con sede local el día de la factura o del crédito",
  },
  "P-03": {
    name: "Proporción de gasto local",
    formula: "gasto local (P-02) orientable, del gasto orientable (P-01)",
  },
  "P-04": {
    name: "Gasto directo MWBE",
    formula:
      "compras netas a proveedores propiedad de minorías o mujeres ese día; cada factura una vez",
    parts: onlySelfCertified,
  },
  "P-05": {
    name: "Proporción MWBE, sin construcción",
    formula: "gasto MWBE (P-04) orientable y sin construcción, de todo ese gasto",
  },
  "P-06": {
    name: "Proporción MWBE, construcción",
    formula: "gasto MWBE (P-04) en construcción, de todo el gasto en construcción",
  },
  "P-10": {
    name: "Gasto en riqueza comunitaria",
    formula:
      "compras netas a empresas de sus trabajadores, cooperativas, entidades sin fines de lucro " +
      "o empresas sociales ese día; cada factura una vez",
    parts: onlySelfCertified,
  },
  "P-11": {
    name: "Gasto de impacto (unión)",
    formula:
      "compras netas a proveedores locales, diversos o de riqueza comunitaria ese día; cada " +
      "factura una vez",
  },
  "P-13": {
    name: "Proveedores locales pagados",
    formula: "proveedores distintos con compras netas locales mayores que cero en el plazo",
  },
  "P-15": {
    name: "Inclusión de licitantes locales",
    formula: "contratos para los que se consultó al menos a un licitante local, de todos",
  },
};
