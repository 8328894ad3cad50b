import { definePage, partnerRoles } from "@/app/page.ts";
import { catalogue } from "@/locale/catalogue.ts";

export default definePage({
  path: "/report",
  navigation: {
    label: catalogue("Report outcomes", "Informar resultados"),
    group: "record",
    order: 0,
  },
  roles: partnerRoles,
  load: () => import("./ReportPage.tsx"),
});
