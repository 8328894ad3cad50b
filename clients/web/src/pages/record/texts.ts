import { catalogue, plural } from "@/locale/catalogue.ts";

export const recordTexts = catalogue(
  {
    title: "Record",
    lead: "What happened? Choose it, fill in the form, and it is checked while you type.",
    search: "Find by words",
    drafts: "Go on where you stopped",
    draftsLead: "Kept on this device only.",
    draftOf: (title: string, when: string) => `${title}, ${when}`,
    discard: (title: string) => `Discard the draft: ${title}`,
    discardShort: "Discard",
    mayHaveBeenSent: "Sent, but not known to be recorded. Open it and send it again.",
    nothing: "Nothing of this name",
    nothingHelp: "Try other words, or fewer.",
    noRight: "There is nothing that you may record.",
    events: (count: number) => `${count} ${plural(count, "kind", "kinds")}`,
  },
  {
    title: "Registrar",
    lead: "¿Qué ocurrió? Elíjalo, complete el formulario, y se revisa mientras escribe.",
    search: "Buscar por palabras",
    drafts: "Siga donde se quedó",
    draftsLead: "Se guardan solo en este dispositivo.",
    draftOf: (title: string, when: string) => `${title}: ${when}`,
    discard: (title: string) => `Descartar el borrador: ${title}`,
    discardShort: "Descartar",
    mayHaveBeenSent: "Enviado, sin saber si quedó registrado. Ábralo y envíelo de nuevo.",
    nothing: "No hay nada con ese nombre",
    nothingHelp: "Pruebe con otras palabras, o con menos.",
    noRight: "No hay nada que usted pueda registrar.",
    events: (count: number) => `${count} ${plural(count, "tipo", "tipos")}`,
  },
);
