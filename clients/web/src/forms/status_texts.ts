import { catalogue, plural } from "@/locale/catalogue.ts";

/** Where a form stands between the first letter and the ledger. */
export const statusTexts = catalogue(
  {
    checking: "Being checked…",
    good: "Checked: this can be recorded.",
    unreachable: "This cannot be checked just now. What you typed is kept.",
    missing: (count: number) =>
      `${count} ${plural(count, "field is", "fields are")} still to be filled in.`,
    wrong: (count: number) =>
      `${count} ${plural(count, "field needs", "fields need")} another look.`,
    refused: "The rules of the ledger do not allow this:",
    notKept: "This browser keeps nothing: leave this page open until it is recorded.",
    kept: "Kept on this device until it is recorded.",
    sending: "Being recorded…",
    unknownOutcome:
      "It is not known whether this was recorded. Send it again: it counts only once.",
    sendAgain: "Send again",
    recorded: "Recorded",
    recordedAs: (position: string) => `Event ${position}`,
    recordedBefore: "It had been recorded already when it was sent first.",
    rule: (name: string) => `Rule: ${name}`,
    inTheWay: "Events in the way",
  },
  {
    checking: "Se está revisando…",
    good: "Revisado: se puede registrar.",
    unreachable: "No se puede revisar ahora. Lo que escribió se conserva.",
    missing: (count: number) =>
      `${plural(count, "Falta", "Faltan")} ${count} ${plural(count, "campo", "campos")}.`,
    wrong: (count: number) =>
      `Hay que mirar de nuevo ${count} ${plural(count, "campo", "campos")}.`,
    refused: "Las reglas del registro no lo permiten:",
    notKept: "Este navegador no guarda nada: deje esta página abierta hasta que se registre.",
    kept: "Se conserva en este dispositivo hasta que se registre.",
    sending: "Se está registrando…",
    unknownOutcome: "No se sabe si quedó registrado. Envíelo de nuevo: cuenta una sola vez.",
    sendAgain: "Enviar de nuevo",
    recorded: "Registrado",
    recordedAs: (position: string) => `Evento ${position}`,
    recordedBefore: "Ya había quedado registrado al enviarlo por primera vez.",
    rule: (name: string) => `Regla: ${name}`,
    inTheWay: "Eventos que lo impiden",
  },
);
