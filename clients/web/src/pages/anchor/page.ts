import { definePage } from "@/app/page.ts";

export default definePage({
  path: "/anchors/$id",
  load: () => import("./AnchorPage.tsx"),
});
