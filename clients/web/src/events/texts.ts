import { catalogue } from "@/locale/catalogue.ts";

export const eventListTexts = catalogue(
  {
    event: (position: string) => `Event ${position}`,
    corrected: "corrected since",
    takenOut: "taken out: counts nowhere",
    older: "Show earlier records",
    empty: "Nothing is recorded here",
    emptyHelp: "What is recorded from now on shows up by itself.",
    noDay: "Without a day",
  },
  {
    event: (position: string) => `Evento ${position}`,
    corrected: "corregido después",
    takenOut: "anulado: no cuenta en ninguna parte",
    older: "Mostrar registros anteriores",
    empty: "Aquí no hay nada registrado",
    emptyHelp: "Lo que se registre desde ahora aparece solo.",
    noDay: "Sin día",
  },
);
