import { catalogue } from "@/locale/catalogue.ts";

/** What the server objects to in a field, for people: it says so in English and with names. */
export const issueTexts = catalogue(
  {
    moreThan: (value: string, whole: string, most: string) =>
      `${value} is more than “${whole}”, ${most}.`,
    before: (day: string, earlier: string, other: string) =>
      `${day} is before “${earlier}”, ${other}.`,
    backwards: "The last day is before the first.",
    ahead: "This day has not come yet.",
    tooMany: (total: string) => `Together these are more than all of them, ${total}.`,
    tooFew: (total: string) =>
      `Together these are fewer than all of them, ${total}. Put the rest where it is not known.`,
    private:
      "This looks like a phone number, an address or an identity number. Such things are not kept.",
    tooLong: (length: string, most: string) => `${length} characters; at most ${most} fit.`,
    outOfBounds: "This is outside of what is possible.",
    twice: "Each may be named once only.",
    notLost: "This is only asked where homes were lost.",
  },
  {
    moreThan: (value: string, whole: string, most: string) =>
      `${value} es más que «${whole}», ${most}.`,
    before: (day: string, earlier: string, other: string) =>
      `El ${day} es anterior a «${earlier}», ${other}.`,
    backwards: "El último día es anterior al primero.",
    ahead: "Ese día todavía no llega.",
    tooMany: (total: string) => `Juntos suman más que el total, ${total}.`,
    tooFew: (total: string) =>
      `Juntos suman menos que el total, ${total}. Ponga el resto donde no se sabe.`,
    private:
      "Parece un teléfono, una dirección o un número de identidad. Esos datos no se guardan.",
    tooLong: (length: string, most: string) => `Son ${length} caracteres; caben ${most}.`,
    outOfBounds: "Está fuera de lo posible.",
    twice: "Cada uno se puede nombrar una sola vez.",
    notLost: "Solo se pregunta cuando se perdieron viviendas.",
  },
);
