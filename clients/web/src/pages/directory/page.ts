import { definePage, readerRoles } from "@/app/page.ts";
import { catalogue } from "@/locale/catalogue.ts";

export default definePage({
  path: "/directory",
  navigation: { label: catalogue("Directory", "Directorio"), group: "see", order: 3 },
  roles: readerRoles,
  load: () => import("./DirectoryPage.tsx"),
});
