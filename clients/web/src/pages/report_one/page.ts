import { definePage, partnerRoles } from "@/app/page.ts";

export default definePage({
  path: "/report/$report",
  roles: partnerRoles,
  load: () => import("./ReportOnePage.tsx"),
});
