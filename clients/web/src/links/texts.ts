import { catalogue } from "@/locale/catalogue.ts";
import type { LinkTrouble } from "./link_session.ts";

interface Words {
  readonly title: string;
  readonly help: string;
}

const troubleEn: Record<LinkTrouble, Words> = {
  unknown: {
    title: "This link does not work",
    help:
      "Perhaps a part of it got lost. Open it again from the message; if that does not " +
      "help, ask the person who sent it for a new one.",
  },
  incomplete: {
    title: "A part of the link is missing",
    help:
      "Open the whole link from the message, up to its end. If that does not help, ask " +
      "the person who sent it for a new one.",
  },
  expired: {
    title: "This link has expired",
    help: "Ask the person who sent it for a new one. What you typed is kept on this device.",
  },
  revoked: {
    title: "This link was withdrawn",
    help:
      "Ask the person who sent it whether there is a new one. What you typed is kept on this " +
      "device.",
  },
  used: {
    title: "This report is in",
    help:
      "Thank you, there is nothing more to do. If something in it was wrong, tell the " +
      "person who asked you for it.",
  },
  not_due: {
    title: "This report is not needed any more",
    help: "The person who asked for it took it back. You need not do anything.",
  },
  missing: {
    title: "Open the link again",
    help:
      "This page remembers a link for a short time only. Open it again from the message: " +
      "what you typed is kept on this device.",
  },
  offline: {
    title: "No connection",
    help:
      "The server cannot be reached at the moment. The link goes on working: try again " +
      "when you have a signal.",
  },
  failed: {
    title: "The link could not be opened",
    help:
      "Something went wrong on our side. Try again in a few minutes, or ask the person " +
      "who sent it.",
  },
};

const troubleEs: Record<LinkTrouble, Words> = {
  unknown: {
    title: "Este enlace no funciona",
    help:
      "Quizá se perdió una parte. Ábralo de nuevo desde el mensaje; si no ayuda, pida uno " +
      "nuevo a quien se lo envió.",
  },
  incomplete: {
    title: "Falta una parte del enlace",
    help:
      "Abra el enlace completo desde el mensaje, hasta el final. Si no ayuda, pida uno " +
      "nuevo a quien se lo envió.",
  },
  expired: {
    title: "Este enlace venció",
    help:
      "Pida uno nuevo a quien se lo envió. Lo que escribió está guardado en este " +
      "dispositivo.",
  },
  revoked: {
    title: "Este enlace fue retirado",
    help:
      "Pregunte a quien se lo envió si hay uno nuevo. Lo que escribió está guardado en este " +
      "dispositivo.",
  },
  used: {
    title: "Este informe ya llegó",
    help:
      "Gracias, no hay nada más que hacer. Si algo estaba mal, dígaselo a quien se lo " +
      "pidió.",
  },
  not_due: {
    title: "Este informe ya no hace falta",
    help: "Quien lo pidió lo anuló. No tiene que hacer nada.",
  },
  missing: {
    title: "Abra el enlace de nuevo",
    help:
      "Esta página recuerda un enlace solo por poco tiempo. Ábralo de nuevo desde el " +
      "mensaje: lo que escribió está guardado en este dispositivo.",
  },
  offline: {
    title: "Sin conexión",
    help:
      "No se puede llegar al servidor en este momento. El enlace sigue valiendo: " +
      "inténtelo de nuevo cuando tenga señal.",
  },
  failed: {
    title: "No se pudo abrir el enlace",
    help:
      "Algo falló de nuestro lado. Inténtelo en unos minutos o pregunte a quien se lo " +
      "envió.",
  },
};

export const linkTexts = catalogue(
  {
    trouble: troubleEn,
    tryAgain: "Try again",
    forWhom: (partner: string, anchor: string) =>
      anchor === "" ? `From ${partner}` : `From ${partner}, for ${anchor}`,
    covers: (period: string) => `Covers ${period}`,
    nothingHelp: "If there is nothing to tell, one tap is enough.",
    sentTitle: "Your report is in. Thank you.",
    sentLead:
      "You can close this page. The link has done its work: opened again on this device, it " +
      "shows this receipt.",
    sentBefore: "Thank you, there is nothing more to do. This is what you sent.",
    mistake:
      "If something in it is wrong, send this receipt to the person who asked you for the report " +
      "and say what it should be: they can correct it.",
    nilSent: "You said that there is nothing to report for this time.",
    share: "Share the receipt",
    copied: "The receipt is copied.",
    cannotShare: "That did not work here. Print it, or take a picture of it.",
    receipt: "Receipt",
    report: "Report",
    period: "Covers",
    partner: "From",
    sentAt: "Sent",
    number: "Receipt number",
    print: "Print or save",
  },
  {
    trouble: troubleEs,
    tryAgain: "Intentar de nuevo",
    forWhom: (partner: string, anchor: string) =>
      anchor === "" ? `De ${partner}` : `De ${partner}, para ${anchor}`,
    covers: (period: string) => `Abarca ${period}`,
    nothingHelp: "Si no hay nada que contar, basta con un toque.",
    sentTitle: "Su informe llegó. Gracias.",
    sentLead:
      "Puede cerrar esta página. El enlace cumplió su función: si lo abre de nuevo en este " +
      "teléfono o computadora, muestra este comprobante.",
    sentBefore: "Gracias, no hay nada más que hacer. Esto es lo que envió.",
    mistake:
      "Si algo está mal, mande este comprobante a quien le pidió el informe y diga qué debe " +
      "decir: esa persona puede corregirlo.",
    nilSent: "Dijo que no hay nada que informar de este período.",
    share: "Compartir el comprobante",
    copied: "Se copió el comprobante.",
    cannotShare: "Aquí no se pudo. Imprímalo o tómele una foto.",
    receipt: "Comprobante",
    report: "Informe",
    period: "Abarca",
    partner: "De",
    sentAt: "Enviado",
    number: "Número de comprobante",
    print: "Imprimir o guardar",
  },
);
