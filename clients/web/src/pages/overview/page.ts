import { definePage, readerRoles } from "@/app/page.ts";
import { catalogue } from "@/locale/catalogue.ts";

export default definePage({
  path: "/overview",
  navigation: { label: catalogue("Overview", "Resumen"), group: "see", order: 1 },
  roles: readerRoles,
  load: () => import("./OverviewPage.tsx"),
});
