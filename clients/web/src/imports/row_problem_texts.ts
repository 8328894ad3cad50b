import { problemTexts } from "@/api/problem_texts.ts";
import { catalogue, type Language } from "@/locale/catalogue.ts";

/** Why a row was rejected, for the reasons that only imports have. */
export const rowProblemTexts = catalogue<Readonly<Record<string, string>>>(
  {
    ROW_WIDTH: "The row has more or fewer values than there are columns.",
    TEXT_INVALID: "It holds bytes that are no letters.",
    VALUE_MISSING: "A needed value is blank.",
    DATE_UNREADABLE: "This is no day as the profile writes them.",
    MONEY_UNREADABLE: "This is no amount of money.",
    NUMBER_UNREADABLE: "This is no number.",
    WORD_UNKNOWN: "This word has no meaning here.",
    LOOKUP_MISSED: "The look-up table does not hold this.",
    KEY_MISSING: "The key of the row is blank.",
    KEY_REPEATED: "The key stood in the file before.",
    NO_RULE: "No rule of the profile says what this row is.",
    OUTSIDE_PERIOD: "The day lies outside of the period.",
    NOT_AMENDABLE: "This can not be changed any more; undo and record it anew.",
    ID_TAKEN: "The ledger has this id from elsewhere.",
  },
  {
    ROW_WIDTH: "La fila tiene más o menos valores que columnas.",
    TEXT_INVALID: "Contiene bytes que no son letras.",
    VALUE_MISSING: "Falta un valor necesario.",
    DATE_UNREADABLE: "No es un día como los escribe el perfil.",
    MONEY_UNREADABLE: "No es un monto de dinero.",
    NUMBER_UNREADABLE: "No es un número.",
    WORD_UNKNOWN: "Esta palabra no significa nada aquí.",
    LOOKUP_MISSED: "La tabla de consulta no lo contiene.",
    KEY_MISSING: "La clave de la fila está vacía.",
    KEY_REPEATED: "La clave ya estaba antes en el archivo.",
    NO_RULE: "Ninguna regla del perfil dice qué es esta fila.",
    OUTSIDE_PERIOD: "El día queda fuera del período.",
    NOT_AMENDABLE: "Ya no se puede cambiar; anúlelo y regístrelo de nuevo.",
    ID_TAKEN: "El registro ya tiene este identificador de otra parte.",
  },
);

/** A code of a rejected row in words; the code itself where it is not known here. */
export function rowProblem(code: string, language: Language): string {
  const sentences: Readonly<Record<string, string>> = problemTexts[language].sentence;
  return rowProblemTexts[language][code] ?? sentences[code] ?? code;
}
