import { catalogue } from "@/locale/catalogue.ts";
import type { EntryFault } from "./entered.ts";

interface FormTexts {
  readonly needed: string;
  readonly optional: string;
  readonly choose: string;
  readonly yes: string;
  readonly no: string;
  readonly more: string;
  readonly moreHelp: string;
  readonly from: string;
  readonly to: string;
  readonly currency: string;
  readonly add: (what: string) => string;
  readonly remove: (what: string) => string;
  readonly entry: (what: string, number: number) => string;
  readonly whichOne: string;
  readonly perHour: string;
  readonly percent: (example: string) => string;
  readonly oneEachLine: string;
  readonly searching: string;
  readonly nothingFound: string;
  readonly search: string;
  readonly filledIn: string;
  readonly filledInFields: (fields: string) => string;
  readonly ownId: string;
  readonly units: Readonly<Record<string, string>>;
  readonly atLeast: (least: string) => string;
  readonly atMost: (most: string) => string;
  readonly between: (least: string, most: string) => string;
  readonly digits: (count: number) => string;
  readonly isMissing: string;
  readonly isUnknown: string;
  readonly isInvalid: string;
  readonly faults: Readonly<Record<EntryFault, (example: string) => string>>;
  readonly fileDigest: string;
  readonly fileDigestHelp: string;
  readonly milestone: (id: string) => string;
}

export const formTexts = catalogue<FormTexts>(
  {
    needed: "needed",
    optional: "optional",
    choose: "Choose…",
    yes: "Yes",
    no: "No",
    more: "More, if you know it",
    moreHelp: "None of this is needed.",
    from: "First day",
    to: "Last day",
    currency: "Currency",
    add: (what) => `Add: ${what}`,
    remove: (what) => `Remove: ${what}`,
    entry: (what, number) => `${what} ${number}`,
    whichOne: "Given as",
    perHour: "for an hour",
    percent: (example) => `In percent, such as ${example}.`,
    oneEachLine: "One a line.",
    searching: "Searching…",
    nothingFound: "Nothing found",
    search: "Type to search by name",
    filledIn: "Filled in for you; change it where it is otherwise.",
    filledInFields: (fields) => `Filled in from what you chose: ${fields}.`,
    ownId: "A name for machines; filled in for you.",
    units: {
      people: "people", months: "months", days: "days", years: "years", hours: "hours",
      homes: "homes", firms: "firms", organisations: "organisations", FTE: "full-time jobs",
      units: "units", rows: "rows", events: "events", bytes: "bytes", facts: "facts",
    },
    atLeast: (least) => `At least ${least}.`,
    atMost: (most) => `At most ${most}.`,
    between: (least, most) => `${least} to ${most}.`,
    digits: (count) => `${count} digits.`,
    isMissing: "This is needed.",
    isUnknown: "This is not registered. Choose one from the list.",
    isInvalid: "This does not fit.",
    faults: {
      "not a number": (example) => `This is not a number. Write it as in ${example}.`,
      "too many decimals": () => "There are too many decimals.",
      "not a day": () => "There is no such day.",
      incomplete: () => "Part of this is missing.",
    },
    fileDigest: "Document, to compare later copies with",
    fileDigestHelp: "Only its fingerprint is kept. The document stays with you.",
    milestone: (id) => `Milestone ${id}`,
  },
  {
    needed: "necesario",
    optional: "opcional",
    choose: "Elija…",
    yes: "Sí",
    no: "No",
    more: "Más, si lo sabe",
    moreHelp: "Nada de esto es necesario.",
    from: "Primer día",
    to: "Último día",
    currency: "Moneda",
    add: (what) => `Añadir: ${what}`,
    remove: (what) => `Quitar: ${what}`,
    entry: (what, number) => `${what}: ${number}`,
    whichOne: "Se da como",
    perHour: "por hora",
    percent: (example) => `En por ciento, como ${example}.`,
    oneEachLine: "Uno por línea.",
    searching: "Buscando…",
    nothingFound: "No se encontró nada",
    search: "Escriba para buscar por nombre",
    filledIn: "Se llenó por usted; cámbielo si no es así.",
    filledInFields: (fields) => `Se llenó según lo que eligió: ${fields}.`,
    ownId: "Un nombre para máquinas; ya está puesto.",
    units: {
      people: "personas", months: "meses", days: "días", years: "años", hours: "horas",
      homes: "viviendas", firms: "empresas", organisations: "organizaciones",
      FTE: "empleos a tiempo completo", units: "unidades", rows: "filas", events: "eventos",
      bytes: "octetos", facts: "hechos",
    },
    atLeast: (least) => `Al menos ${least}.`,
    atMost: (most) => `A lo sumo ${most}.`,
    between: (least, most) => `De ${least} a ${most}.`,
    digits: (count) => `${count} dígitos.`,
    isMissing: "Esto es necesario.",
    isUnknown: "Esto no está registrado. Elija uno de la lista.",
    isInvalid: "Esto no sirve.",
    faults: {
      "not a number": (example) => `Esto no es un número. Escríbalo como ${example}.`,
      "too many decimals": () => "Tiene demasiados decimales.",
      "not a day": () => "Ese día no existe.",
      incomplete: () => "Falta una parte.",
    },
    fileDigest: "Documento, para comparar copias después",
    fileDigestHelp: "Solo se guarda su huella. El documento se queda con usted.",
    milestone: (id) => `Hito ${id}`,
  },
);
