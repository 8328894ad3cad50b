import { catalogue } from "@/locale/catalogue.ts";

export const recordEventTexts = catalogue(
  {
    record: "Record",
    discard: "Discard",
    back: "All that can be recorded",
    unknown: "There is no such kind of event",
    recorded: "Recorded",
    lead: (title: string) => `${title}: it is in the ledger for good.`,
    show: "Show the event",
    another: "Record another",
    whatFor: "What happened",
  },
  {
    record: "Registrar",
    discard: "Descartar",
    back: "Todo lo que se puede registrar",
    unknown: "No existe ese tipo de evento",
    recorded: "Registrado",
    lead: (title: string) => `${title}: ya quedó en el registro.`,
    show: "Mostrar el evento",
    another: "Registrar otro",
    whatFor: "Qué ocurrió",
  },
);
