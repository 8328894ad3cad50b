import { catalogue } from "@/locale/catalogue.ts";

export const anchorTexts = catalogue(
  {
    lead: "Anchor institution",
    overview: "Strategies and phases of this anchor",
    currency: "Currency of its books",
    fiscalYear: "Its fiscal year begins on",
    timeZone: "Time zone",
    facilities: "Facilities",
    partnerships: "Partnerships that it leads",
    noPartnership: "It leads no partnership",
    investments: "Its investments",
    noInvestment: "It has no investment that you may see",
  },
  {
    lead: "Institución ancla",
    overview: "Estrategias y fases de esta institución",
    currency: "Moneda de sus libros",
    fiscalYear: "Su año fiscal empieza el",
    timeZone: "Zona horaria",
    facilities: "Centros",
    partnerships: "Alianzas que dirige",
    noPartnership: "No dirige ninguna alianza",
    investments: "Sus inversiones",
    noInvestment: "No tiene ninguna inversión que usted pueda ver",
  },
);
