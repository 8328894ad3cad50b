import { definePage } from "@/app/page.ts";

export default definePage({
  path: "/suppliers/$id",
  load: () => import("./SupplierPage.tsx"),
});
