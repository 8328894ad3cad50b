import { definePage, readerRoles } from "@/app/page.ts";

export default definePage({
  path: "/partners/$id",
  roles: readerRoles,
  load: () => import("./PartnerPage.tsx"),
});
