import { catalogue } from "@/locale/catalogue.ts";

/** Words for making a link and for passing it on. */
export const linkTexts = catalogue(
  {
    lasts: "The link works for",
    share: "Share…",
    days: (days: string) => `${days} days`,
    address: "Link",
    messages: { en: "Message in English", es: "Message in Spanish" },
    copy: "Copy",
    copied: "Copied",
    cannotCopy: "The browser does not allow it: select the text and copy it.",
    opened: "Opening the link uses nothing up. It ends when the report is in.",
  },
  {
    lasts: "El enlace vale por",
    share: "Compartir…",
    days: (days: string) => `${days} días`,
    address: "Enlace",
    messages: { en: "Mensaje en inglés", es: "Mensaje en español" },
    copy: "Copiar",
    copied: "Copiado",
    cannotCopy: "El navegador no lo permite: seleccione el texto y cópielo.",
    opened: "Abrir el enlace no lo gasta. Termina cuando llega el informe.",
  },
);

/** What goes into the message that is sent with a link. */
interface MessageParts {
  readonly kind: string;
  readonly period: string;
  readonly due: string;
  readonly until: string;
  readonly address: string;
  /** It should be in already. */
  readonly isLate: boolean;
}

// Each in its own language, whichever language the sender reads.
export const messageTexts = catalogue(
  {
    message: ({ kind, period, due, until, address, isLate }: MessageParts) =>
      (isLate
        ? `Hello, a reminder: this report was due on ${due} and is not in yet: ${kind}, ` +
          `${period}. If there is nothing to report, one tap says so.\n\n`
        : `Hello, please send us this report by ${due}: ${kind}, ${period}.\n\n`) +
      `Open the link on your phone; you need no account. It works until ${until} and ends ` +
      `when your report is in. Please do not pass it on.\n\n${address}\n`,
  },
  {
    message: ({ kind, period, due, until, address, isLate }: MessageParts) =>
      (isLate
        ? `Hola, le recordamos este informe, que vencía el ${due} y todavía no llega: ${kind}, ` +
          `${period}. Si no hay nada que informar, basta con un toque.\n\n`
        : `Hola, por favor envíenos este informe a más tardar el ${due}: ${kind}, ${period}.\n\n`) +
      `Abra el enlace en su teléfono; no necesita cuenta. Vale hasta el ${until} y termina ` +
      `cuando llega su informe. Por favor, no lo comparta.\n\n${address}\n`,
  },
);
