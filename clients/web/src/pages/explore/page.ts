import { definePage, readerRoles } from "@/app/page.ts";
import { catalogue } from "@/locale/catalogue.ts";

export default definePage({
  path: "/explore",
  navigation: { label: catalogue("Explore", "Explorar"), group: "see", order: 2 },
  roles: readerRoles,
  load: () => import("./ExplorePage.tsx"),
});
