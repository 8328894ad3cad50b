import { anchorRoles, definePage } from "@/app/page.ts";
import { catalogue } from "@/locale/catalogue.ts";

export default definePage({
  path: "/reports-due",
  navigation: {
    label: catalogue("Reports from partners", "Informes de socios"),
    group: "record",
    order: 4,
  },
  roles: [...anchorRoles, "sys"],
  load: () => import("./ReportsDuePage.tsx"),
});
