import { catalogue } from "@/locale/catalogue.ts";

export const overviewTexts = catalogue({ title: "Overview" }, { title: "Resumen" });
