import { catalogue } from "@/locale/catalogue.ts";

export const reportsDueTexts = catalogue(
  {
    title: "Reports from partners",
    lead: "What partners still owe, the most urgent first. Send a link to one without an account.",
    none: "No report is waited for",
    noneHelp: "When a partner owes a report that you may see, it shows up here.",
    of: (partner: string) => `From ${partner}`,
    send: "Send a link",
    lasts: "The link works for",
    days: (days: string) => `${days} days`,
    make: "Make the link",
    made: "The link is made. It is shown this once: copy it now.",
    address: "Link",
    messages: { en: "Message in English", es: "Message in Spanish" },
    copy: "Copy",
    copied: "Copied",
    cannotCopy: "The browser does not allow it: select the text and copy it.",
    done: "Done",
    links: "Links that work",
    until: (day: string, by: string) => `Works until ${day}, made by ${by}`,
    revoke: "End it",
    revokeOf: (day: string) => `End it: the link that works until ${day}`,
    revoked: "The link does not work any more.",
    opened: "Opening the link uses nothing up. It ends when the report is in.",
  },
  {
    title: "Informes de socios",
    lead:
      "Lo que los socios aún deben, lo más urgente primero. " +
      "Mande un enlace a quien no tiene cuenta.",
    none: "No se espera ningún informe",
    noneHelp: "Cuando un socio deba un informe que usted puede ver, aparecerá aquí.",
    of: (partner: string) => `De ${partner}`,
    send: "Mandar un enlace",
    lasts: "El enlace vale por",
    days: (days: string) => `${days} días`,
    make: "Crear el enlace",
    made: "El enlace está listo. Se muestra solo esta vez: cópielo ahora.",
    address: "Enlace",
    messages: { en: "Mensaje en inglés", es: "Mensaje en español" },
    copy: "Copiar",
    copied: "Copiado",
    cannotCopy: "El navegador no lo permite: seleccione el texto y cópielo.",
    done: "Listo",
    links: "Enlaces que valen",
    until: (day: string, by: string) => `Vale hasta ${day}, creado por ${by}`,
    revoke: "Anularlo",
    revokeOf: (day: string) => `Anularlo: el enlace que vale hasta ${day}`,
    revoked: "El enlace ya no vale.",
    opened: "Abrir el enlace no lo gasta. Termina cuando llega el informe.",
  },
);

/** What goes into the message that is sent with a link. */
export interface Invitation {
  readonly kind: string;
  readonly period: string;
  readonly due: string;
  readonly until: string;
  readonly address: string;
}

// Each in its own language, whichever language the sender reads.
export const messageTexts = catalogue(
  {
    message: ({ kind, period, due, until, address }: Invitation) =>
      `Hello, please send us this report by ${due}: ${kind}, ${period}.\n\n` +
      `Open the link on your phone; you need no account. It works until ${until} and ends ` +
      `when your report is in. Please do not pass it on.\n\n${address}\n`,
  },
  {
    message: ({ kind, period, due, until, address }: Invitation) =>
      `Hola, por favor envíenos este informe a más tardar el ${due}: ${kind}, ${period}.\n\n` +
      `Abra el enlace en su teléfono; no necesita cuenta. Vale hasta el ${until} y termina ` +
      `cuando llega su informe. Por favor, no lo comparta.\n\n${address}\n`,
  },
);
