import { definePage } from "@/app/page.ts";

export default definePage({
  path: "/reports-due/ask",
  // Those of the anchor or the network whom the contract lets record that a report is due.
  roles: ["cb", "sys"],
  load: () => import("./AskReportPage.tsx"),
});
