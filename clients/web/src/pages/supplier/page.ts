import { definePage, readerRoles } from "@/app/page.ts";

export default definePage({
  path: "/suppliers/$id",
  roles: readerRoles,
  load: () => import("./SupplierPage.tsx"),
});
