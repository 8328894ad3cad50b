import { definePage } from "@/app/page.ts";
import { catalogue } from "@/locale/catalogue.ts";

export default definePage({
  path: "/administration",
  navigation: { label: catalogue("Administration", "Administración"), group: "run", order: 1 },
  roles: ["operator"],
  load: () => import("./AdministrationPage.tsx"),
});
