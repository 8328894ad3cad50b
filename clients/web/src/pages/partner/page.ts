import { definePage } from "@/app/page.ts";

export default definePage({
  path: "/partners/$id",
  load: () => import("./PartnerPage.tsx"),
});
