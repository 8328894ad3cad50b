import { definePage, readerRoles } from "@/app/page.ts";

export default definePage({
  path: "/partnerships/$id",
  roles: readerRoles,
  load: () => import("./PartnershipPage.tsx"),
});
