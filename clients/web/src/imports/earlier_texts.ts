import { catalogue, plural } from "@/locale/catalogue.ts";

/** What is said where the same file was imported before. */
export const earlierTexts = catalogue(
  {
    title: "This file was imported before",
    when: (when: string, who: string) => `${when} by ${who}`,
    about: (name: string, source: string, days: string) =>
      `${name}, source ${source}, days covered: ${days}`,
    twice: (count: bigint, rows: string) =>
      `All the same ${rows} of its rows ${plural(count, "counts", "count")} as new, because the ` +
      "source, the days covered or the way in which the file is read are not those of then. If " +
      "it is the same money, it would count twice: try it out with the same ones.",
    didTwice: (count: bigint, rows: string) =>
      `All the same it recorded ${rows} of its rows as new, beside those of then. If ` +
      `${plural(count, "it is", "they are")} the same money, undo one of the two imports.`,
    since:
      "It was imported after this was tried out, so the counts below are no longer true. Try it " +
      "out again: rows that the ledger has by now do not count twice.",
    tryAgain: "Try it out again",
    once: "None of its rows would count twice: the ledger knows them.",
  },
  {
    title: "Este archivo ya se importó",
    when: (when: string, who: string) => `${when}, por ${who}`,
    about: (name: string, source: string, days: string) =>
      `${name}, origen ${source}, días que cubre: ${days}`,
    twice: (count: bigint, rows: string) =>
      `Aun así ${rows} de sus filas ` +
      `${plural(count, "cuenta como nueva", "cuentan como nuevas")}, porque el origen, los ` +
      "días que cubre o el modo de leer el archivo no son los de entonces. " +
      "Si es el mismo dinero, contaría dos veces: pruébelo con los mismos.",
    didTwice: (count: bigint, rows: string) =>
      `Aun así registró ${rows} de sus filas como ${plural(count, "nueva", "nuevas")}, junto a ` +
      "las de entonces. Si es el mismo dinero, deshaga una de las dos importaciones.",
    since:
      "Se importó después de esta prueba, así que los números de abajo ya no valen. Pruébelo de " +
      "nuevo: las filas que el registro ya tiene no cuentan dos veces.",
    tryAgain: "Probarlo de nuevo",
    once: "Ninguna de sus filas contaría dos veces: el registro ya las conoce.",
  },
);
