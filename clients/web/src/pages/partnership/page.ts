import { definePage } from "@/app/page.ts";

export default definePage({
  path: "/partnerships/$id",
  load: () => import("./PartnershipPage.tsx"),
});
