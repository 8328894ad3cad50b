import { definePage, readerRoles } from "@/app/page.ts";

export default definePage({
  path: "/investments/$id",
  roles: readerRoles,
  load: () => import("./InvestmentPage.tsx"),
});
