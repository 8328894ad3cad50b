import { catalogue, plural } from "@/locale/catalogue.ts";

export const reportsDueTexts = catalogue(
  {
    title: "Reports from partners",
    lead: "What partners still owe, the most urgent first. Send a link to one without an account.",
    counts: (waited: number, late: number, answered: number) =>
      `${waited} still to come${late === 0 ? "" : `, ${late} of them late`}. ${answered} ` +
      `${plural(answered, "is", "are")} in.`,
    answered: "Reports that are in",
    answeredLead: "The newest first. To correct one, open it: every figure in it can be mended.",
    allAnswered: (count: number) => `Show all ${count}`,
    cameIn: (day: string, daysLate: number) =>
      daysLate === 0
        ? `Came in ${day}, on time`
        : `Came in ${day}, ${daysLate} ${plural(daysLate, "day", "days")} late`,
    nil: "nothing to report",
    remind: "Remind with a link",
    ask: "Ask for a report",
    none: "No report is waited for",
    noneHelp: "When a partner owes a report that you may see, it shows up here.",
    of: (partner: string) => `From ${partner}`,
    send: "Send a link",
    make: "Make the link",
    made: "The link is made. It is shown this once: copy it now.",
    done: "Done",
    links: "Links that work",
    until: (day: string, by: string) => `Works until ${day}, made by ${by}`,
    revoke: "End it",
    revokeOf: (day: string) => `End it: the link that works until ${day}`,
    revoked: "The link does not work any more.",
  },
  {
    title: "Informes de socios",
    lead:
      "Lo que los socios aún deben, lo más urgente primero. " +
      "Mande un enlace a quien no tiene cuenta.",
    counts: (waited: number, late: number, answered: number) =>
      `${plural(waited, "Falta", "Faltan")} ${waited}` +
      `${late === 0 ? "" : `, de ellos ${late} con retraso`}. ` +
      `${plural(answered, "Llegó", "Llegaron")} ${answered}.`,
    answered: "Informes que llegaron",
    answeredLead:
      "Los más nuevos primero. Para corregir uno, ábralo: cada cifra se puede corregir.",
    allAnswered: (count: number) => `Mostrar los ${count}`,
    cameIn: (day: string, daysLate: number) =>
      daysLate === 0
        ? `Llegó el ${day}, a tiempo`
        : `Llegó el ${day}, con ${daysLate} ${plural(daysLate, "día", "días")} de retraso`,
    nil: "nada que informar",
    remind: "Recordar con un enlace",
    ask: "Pedir un informe",
    none: "No se espera ningún informe",
    noneHelp: "Cuando un socio deba un informe que usted puede ver, aparecerá aquí.",
    of: (partner: string) => `De ${partner}`,
    send: "Mandar un enlace",
    make: "Crear el enlace",
    made: "El enlace está listo. Se muestra solo esta vez: cópielo ahora.",
    done: "Listo",
    links: "Enlaces que valen",
    until: (day: string, by: string) => `Vale hasta ${day}, creado por ${by}`,
    revoke: "Anularlo",
    revokeOf: (day: string) => `Anularlo: el enlace que vale hasta ${day}`,
    revoked: "El enlace ya no vale.",
  },
);
