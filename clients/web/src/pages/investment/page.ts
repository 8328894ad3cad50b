import { definePage } from "@/app/page.ts";

export default definePage({
  path: "/investments/$id",
  load: () => import("./InvestmentPage.tsx"),
});
