import { definePage, readerRoles } from "@/app/page.ts";

export default definePage({
  path: "/events/$position",
  roles: readerRoles,
  load: () => import("./EventPage.tsx"),
});
