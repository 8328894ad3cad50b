import { definePage } from "@/app/page.ts";
import { catalogue } from "@/locale/catalogue.ts";

export default definePage({
  path: "/import",
  navigation: { label: catalogue("Import", "Importar"), group: "record", order: 2 },
  roles: ["fin", "hr", "sc", "cb", "stw", "sys"],
  load: () => import("./ImportPage.tsx"),
});
