import { catalogue, type Language } from "@/locale/catalogue.ts";

type Texts = Readonly<Record<string, string>>;

/**
 * Why something comes after the books of its period were closed. The ledger keeps a code, which
 * nobody should have to make up; one that came otherwise than from these pages is shown as it is.
 */
export const lateReasonTexts = catalogue<Texts>(
  {
    document_late: "The document came late",
    found_in_review: "It was found when the books were looked over",
    corrected_by_sender: "Whoever sent it has corrected it",
    restatement: "The figures of the period are stated anew",
    partner_report: "A partner reported after the books were closed",
    other: "For another reason",
  },
  {
    document_late: "El documento llegó tarde",
    found_in_review: "Se encontró al revisar los libros",
    corrected_by_sender: "Quien lo envió lo corrigió",
    restatement: "Las cifras del período se presentan de nuevo",
    partner_report: "Un socio informó después de cerrar los libros",
    other: "Por otro motivo",
  },
);

/** A code in words; the code itself where it is not known here. */
export function lateReason(code: string, language: Language): string {
  return lateReasonTexts[language][code] ?? code;
}
