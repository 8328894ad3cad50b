import { catalogue } from "@/locale/catalogue.ts";

/** Words for credits that name no purchase. */
export const creditTexts = catalogue(
  {
    title: (count: string) => `Credits without a purchase: ${count}`,
    lead: (sums: string) =>
      `${sums} in all, taken off the spend with their supplier. When the purchase of one is ` +
      "found, take the credit out and record that the purchase was reversed.",
    download: "Download the credits",
    events: "Show them as recorded",
    line: "Line",
  },
  {
    title: (count: string) => `Créditos sin compra: ${count}`,
    lead: (sums: string) =>
      `${sums} en total, restados del gasto con su proveedor. Si se encuentra la compra de uno, ` +
      "anule el crédito y registre la devolución de la compra.",
    download: "Descargar los créditos",
    events: "Mostrarlos como se registraron",
    line: "Línea",
  },
);
