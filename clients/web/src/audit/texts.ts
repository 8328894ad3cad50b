import { catalogue } from "@/locale/catalogue.ts";
import type { Mark } from "./aftermath.ts";

interface AuditTexts {
  readonly title: string;
  readonly columns: {
    readonly recorded: string;
    readonly effective: string;
    readonly what: string;
    readonly on: string;
    readonly amount: string;
    readonly who: string;
    readonly batch: string;
  };
  readonly marks: Readonly<Record<Mark, string>>;
  /** Kinds of things, by the first part of the name of their stream. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly everything: string;
  readonly several: string;
  readonly allOf: (group: string) => string;
  readonly unknownType: (number: string) => string;
  readonly number: (position: string) => string;
  readonly of: (day: string) => string;
  readonly shown: (count: string) => string;
  readonly shownAll: (count: string) => string;
  readonly looked: (count: string) => string;
  readonly reading: string;
  readonly goOn: string;
  readonly outrun: string;
  readonly restart: string;
  readonly marksUnknown: (position: string) => string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly noValue: string;
  readonly empty: string;
  readonly emptyHelp: string;
  readonly nothing: string;
  readonly notYet: string;
  readonly notYetHelp: string;
}

export const auditTexts = catalogue<AuditTexts>(
  {
    title: "Events",
    columns: {
      recorded: "Recorded",
      effective: "Effective",
      what: "What happened",
      on: "On what",
      amount: "How much",
      who: "Who",
      batch: "Import",
    },
    marks: {
      correction: "A correction",
      void: "Takes a record out",
      corrected: "Corrected since",
      takenOut: "Taken out",
      importUndone: "Its import was undone",
      late: "Late",
      erased: "Erased by law",
    },
    kinds: {
      anchor: "Anchor", partner: "Partner", partnership: "Partnership", geography: "Places",
      "reference-set": "Reference table", baseline: "Total", target: "Goal", cohort: "Cohort",
      promotion: "Promotions at", wage: "Wages at", supplier: "Supplier", contract: "Contract",
      purchase: "Purchase", "supplier-credit": "Credit", allocation: "Allocation",
      investment: "Investment", "in-kind": "Gifts to", "co-investment": "Co-investment",
      convening: "Meeting", capacity: "Help", housing: "Homes", "partner-housing": "Homes of",
      jobs: "Jobs at", report: "Report", period: "Books of", "import-profile": "Import profile",
      "import-batch": "Import",
    },
    everything: "Everything",
    several: "Several kinds",
    allOf: (group) => `All of: ${group}`,
    unknownType: (number) => `Something new (type ${number})`,
    number: (position) => `No. ${position}`,
    of: (day) => `of ${day}`,
    shown: (count) => `${count} events so far`,
    shownAll: (count) => `${count} events: all there are`,
    looked: (count) => `${count} looked through`,
    reading: "Reading on…",
    goOn: "Look further",
    outrun: "A great many events were recorded since this list was made.",
    restart: "Begin the list anew",
    marksUnknown: (position) =>
      `Corrections up to event ${position} are not marked here; each event's page shows its own.`,
    field: "Field",
    before: "Before",
    after: "After",
    noValue: "empty",
    empty: "No event fits",
    emptyHelp: "Take away part of the search, or widen its days.",
    nothing: "Nothing has been recorded yet",
    notYet: "Nothing found so far",
    notYetHelp:
      "Older events were not looked through. Look further, or narrow the search: by what " +
      "happened, by an anchor, or by days it takes a moment.",
  },
  {
    title: "Eventos",
    columns: {
      recorded: "Registrado",
      effective: "Fecha efectiva",
      what: "Qué pasó",
      on: "Sobre qué",
      amount: "Cuánto",
      who: "Quién",
      batch: "Importación",
    },
    marks: {
      correction: "Una corrección",
      void: "Anula un registro",
      corrected: "Corregido después",
      takenOut: "Anulado",
      importUndone: "Su importación se deshizo",
      late: "Tardío",
      erased: "Borrado por ley",
    },
    kinds: {
      anchor: "Institución ancla", partner: "Socio", partnership: "Alianza",
      geography: "Lugares", "reference-set": "Tabla de referencia", baseline: "Cantidad total",
      target: "Meta", cohort: "Grupo", promotion: "Ascensos en", wage: "Salarios en",
      supplier: "Proveedor", contract: "Contrato", purchase: "Compra",
      "supplier-credit": "Crédito", allocation: "Asignación", investment: "Inversión",
      "in-kind": "Aportes en especie a", "co-investment": "Coinversión", convening: "Encuentro",
      capacity: "Ayuda", housing: "Viviendas", "partner-housing": "Viviendas de",
      jobs: "Empleos en", report: "Informe", period: "Libros de",
      "import-profile": "Perfil de importación", "import-batch": "Importación",
    },
    everything: "Todo",
    several: "Varios tipos",
    allOf: (group) => `Todo de: ${group}`,
    unknownType: (number) => `Algo nuevo (tipo ${number})`,
    number: (position) => `N.º ${position}`,
    of: (day) => `del ${day}`,
    shown: (count) => `${count} eventos hasta ahora`,
    shownAll: (count) => `${count} eventos: no hay más`,
    looked: (count) => `${count} revisados`,
    reading: "Leyendo más…",
    goOn: "Seguir buscando",
    outrun: "Se registraron muchísimos eventos desde que se hizo esta lista.",
    restart: "Empezar la lista de nuevo",
    marksUnknown: (position) =>
      `Las correcciones hasta el evento ${position} no están marcadas aquí; la página de cada ` +
      "evento muestra las suyas.",
    field: "Campo",
    before: "Antes",
    after: "Después",
    noValue: "vacío",
    empty: "Ningún evento coincide",
    emptyHelp: "Quite parte de la búsqueda o amplíe sus fechas.",
    nothing: "Todavía no se ha registrado nada",
    notYet: "Nada encontrado hasta ahora",
    notYetHelp:
      "Los eventos más antiguos no se revisaron. Siga buscando o acote la búsqueda: por lo que " +
      "pasó, por una institución ancla o por fechas se hace en un momento.",
  },
);
