import { definePage } from "@/app/page.ts";

export default definePage({
  path: "/import/$import",
  roles: ["fin", "hr", "sc", "cb", "stw", "sys"],
  load: () => import("./ImportOnePage.tsx"),
});
