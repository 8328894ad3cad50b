import { catalogue, plural } from "@/locale/catalogue.ts";
import type { WorkbookReason } from "./workbook/problem.ts";
import { limits } from "./workbook/problem.ts";

const mebibytes = (bytes: number) => String(Math.round(bytes / 1024 / 1024));

const problemsEn: Readonly<Record<WorkbookReason, string>> = {
  protected:
    "This workbook has a password, or the old form .xls. Save it as .xlsx without a password.",
  otherKind: "This is no .xlsx workbook. Save it as .xlsx or CSV.",
  damaged: "This workbook cannot be read: parts of it are damaged or missing.",
  tooLarge: `This workbook is larger than ${mebibytes(limits.fileBytes)} MB. Save it as CSV.`,
  unpacksTooLarge:
    `This workbook unpacks to more than ${mebibytes(limits.unpackedBytes)} MB, ` +
    "or its texts to more than " +
    `${mebibytes(limits.sharedBytes)} MB. Save the sheet as CSV, or in parts.`,
};

const problemsEs: Readonly<Record<WorkbookReason, string>> = {
  protected:
    "Este libro tiene contraseña o la forma antigua .xls. Guárdelo como .xlsx sin contraseña.",
  otherKind: "No es un libro .xlsx. Guárdelo como .xlsx o CSV.",
  damaged: "Este libro no se puede leer: partes de él están dañadas o faltan.",
  tooLarge: `Este libro pasa de ${mebibytes(limits.fileBytes)} MB. Guárdelo como CSV.`,
  unpacksTooLarge:
    `Este libro descomprimido pasa de ${mebibytes(limits.unpackedBytes)} MB, ` +
    "o sus textos de " +
    `${mebibytes(limits.sharedBytes)} MB. Guarde la hoja como CSV o por partes.`,
};

export const workbookTexts = catalogue(
  {
    problems: problemsEn,
    sheet: "Sheet",
    header: "Row that names the columns",
    noHeader: "None: the columns have letters",
    headerRow: (row: string, values: string) => `Row ${row}: ${values}`,
    reading: "Reading the workbook",
    emptySheet: "This sheet has no rows.",
    rows: (count: string) => `${count} rows with values. Their numbers are those of the sheet.`,
    notes: "What was found in the sheet",
    rounded: (count: number, cell: string, held: string, taken: string) =>
      `${count} ${plural(count, "number holds", "numbers hold")} more digits than the sheet ` +
      `shows and ${plural(count, "is", "are")} taken as shown. First: ${cell}, ` +
      `${held} as ${taken}.`,
    failed: (count: number, cell: string) =>
      `${count} ${plural(count, "cell shows", "cells show")} an error. First: ${cell}.`,
    uncalculated: (count: number, cell: string) =>
      `${count} ${plural(count, "formula has", "formulas have")} no result and ` +
      `${plural(count, "is", "are")} blank. First: ${cell}. ` +
      "Open and save the workbook in a spreadsheet program.",
    hiddenRows: (count: number, row: string) =>
      `${count} hidden ${plural(count, "row is", "rows are")} read, too. First: row ${row}.`,
    lineEnds: (count: number, cell: string) =>
      `${count} ${plural(count, "cell has", "cells have")} several lines, which are joined. ` +
      `First: ${cell}.`,
  },
  {
    problems: problemsEs,
    sheet: "Hoja",
    header: "Fila que nombra las columnas",
    noHeader: "Ninguna: las columnas llevan letras",
    headerRow: (row: string, values: string) => `Fila ${row}: ${values}`,
    reading: "Leyendo el libro",
    emptySheet: "Esta hoja no tiene filas.",
    rows: (count: string) => `${count} filas con valores. Sus números son los de la hoja.`,
    notes: "Qué se encontró en la hoja",
    rounded: (count: number, cell: string, held: string, taken: string) =>
      `${count} ${plural(count, "número tiene", "números tienen")} más cifras de las que ` +
      `muestra la hoja y se ${plural(count, "toma", "toman")} como se ven. Primero: ${cell}, ` +
      `${held} como ${taken}.`,
    failed: (count: number, cell: string) =>
      `${count} ${plural(count, "celda muestra", "celdas muestran")} un error. ` +
      `Primera: ${cell}.`,
    uncalculated: (count: number, cell: string) =>
      `${count} ${plural(count, "fórmula no tiene", "fórmulas no tienen")} resultado y ` +
      `${plural(count, "queda vacía", "quedan vacías")}. Primera: ${cell}. ` +
      "Abra y guarde el libro en un programa de hojas de cálculo.",
    hiddenRows: (count: number, row: string) =>
      `También se ${plural(count, "lee", "leen")} ${count} ` +
      `${plural(count, "fila oculta", "filas ocultas")}. Primera: fila ${row}.`,
    lineEnds: (count: number, cell: string) =>
      `${count} ${plural(count, "celda tiene", "celdas tienen")} varias líneas, que se unen. ` +
      `Primera: ${cell}.`,
  },
);
