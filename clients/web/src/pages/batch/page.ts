import { definePage, readerRoles } from "@/app/page.ts";

export default definePage({
  path: "/batches/$batch",
  roles: readerRoles,
  load: () => import("./BatchPage.tsx"),
});
