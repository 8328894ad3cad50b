import { catalogue, plural } from "@/locale/catalogue.ts";

export const askReportTexts = catalogue(
  {
    title: "Ask partners for a report",
    lead:
      "One request for as many partners as you like. It is recorded as a whole, and each partner " +
      "can be sent a link at once.",
    back: "Reports from partners",
    what: "What is asked for",
    kind: "What is reported",
    anyContent: "The partner chooses which results to report.",
    who: "Who is asked",
    partners: "Partners",
    nobody: "Choose partners",
    asLast: (count: number) =>
      `The ${count} ${plural(count, "partner", "partners")} of the last request`,
    partner: "Partner",
    partnership: "The report belongs to",
    partnershipOf: (partner: string) => `The report of ${partner} belongs to`,
    noPartnership: "No partnership",
    leads: "Led by this partner",
    others: "Other partnerships",
    seenBy:
      "A partner with an account sees the request where its partnership is named; by a link it " +
      "sees it in any case.",
    remove: (partner: string) => `Remove ${partner}`,
    removeShort: "Remove",
    idle: "Choose at least one partner.",
    record: (count: number) =>
      count < 2 ? "Ask for the report" : `Ask ${count} partners for the report`,
    discard: "Discard",
    asked: (count: number) =>
      `${count} ${plural(count, "partner is", "partners are")} asked. It is in the ledger.`,
    askedLead: (kind: string, period: string, due: string) => `${kind}, ${period}. Due ${due}.`,
    links: "Links for partners without an account",
    linksLead:
      "Each link works for one partner and this one report. It is shown this once; another one " +
      "can be made at any time.",
    language: "Language of the messages",
    languages: { en: "English", es: "Spanish" },
    make: (count: number) => (count === 1 ? "Make the link" : `Make ${count} links`),
    making: (made: string, all: string) => `${made} of ${all} links are made.`,
    save: "Save links and messages as a file",
    file: "links",
    columns: { partner: "Partner", address: "Link", until: "Works until", message: "Message" },
    message: "Message",
    until: (day: string) => `Works until ${day}`,
    another: "Ask for another report",
  },
  {
    title: "Pedir un informe a socios",
    lead:
      "Una sola petición para cuantos socios quiera. Se registra entera, y a cada socio se le " +
      "puede mandar un enlace enseguida.",
    back: "Informes de socios",
    what: "Qué se pide",
    kind: "Qué se informa",
    anyContent: "El socio elige qué resultados informar.",
    who: "A quién se pide",
    partners: "Socios",
    nobody: "Elija socios",
    asLast: (count: number) =>
      count === 1 ? "El socio de la última petición" : `Los ${count} socios de la última petición`,
    partner: "Socio",
    partnership: "El informe pertenece a",
    partnershipOf: (partner: string) => `El informe de ${partner} pertenece a`,
    noPartnership: "Ninguna alianza",
    leads: "Dirigidas por este socio",
    others: "Otras alianzas",
    seenBy:
      "Un socio con cuenta ve la petición si se nombra su alianza; por un enlace la ve en todo " +
      "caso.",
    remove: (partner: string) => `Quitar ${partner}`,
    removeShort: "Quitar",
    idle: "Elija al menos un socio.",
    record: (count: number) =>
      count < 2 ? "Pedir el informe" : `Pedir el informe a ${count} socios`,
    discard: "Descartar",
    asked: (count: number) =>
      count === 1
        ? "Se pidió a un socio. Ya está en el registro."
        : `Se pidió a ${count} socios. Ya está en el registro.`,
    askedLead: (kind: string, period: string, due: string) =>
      `${kind}, ${period}. Vence el ${due}.`,
    links: "Enlaces para socios sin cuenta",
    linksLead:
      "Cada enlace vale para un socio y solo este informe. Se muestra solo esta vez; siempre se " +
      "puede crear otro.",
    language: "Idioma de los mensajes",
    languages: { en: "Inglés", es: "Español" },
    make: (count: number) => (count === 1 ? "Crear el enlace" : `Crear ${count} enlaces`),
    making: (made: string, all: string) => `${made} de ${all} enlaces creados.`,
    save: "Guardar enlaces y mensajes en un archivo",
    file: "enlaces",
    columns: { partner: "Socio", address: "Enlace", until: "Vale hasta", message: "Mensaje" },
    message: "Mensaje",
    until: (day: string) => `Vale hasta ${day}`,
    another: "Pedir otro informe",
  },
);
