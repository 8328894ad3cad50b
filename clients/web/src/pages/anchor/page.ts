import { definePage, readerRoles } from "@/app/page.ts";

export default definePage({
  path: "/anchors/$id",
  roles: readerRoles,
  load: () => import("./AnchorPage.tsx"),
});
