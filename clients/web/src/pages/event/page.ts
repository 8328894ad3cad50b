import { definePage } from "@/app/page.ts";

export default definePage({
  path: "/events/$position",
  load: () => import("./EventPage.tsx"),
});
