import { catalogue } from "@/locale/catalogue.ts";

export const stateTexts = catalogue({ loading: "Loading…" }, { loading: "Cargando…" });
