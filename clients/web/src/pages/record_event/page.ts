import { anchorRoles, definePage, partnerRoles } from "@/app/page.ts";

export default definePage({
  path: "/record/$event",
  roles: [...anchorRoles, ...partnerRoles],
  load: () => import("./RecordEventPage.tsx"),
});
