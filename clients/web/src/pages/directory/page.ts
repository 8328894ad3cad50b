import { definePage } from "@/app/page.ts";
import { catalogue } from "@/locale/catalogue.ts";

export default definePage({
  path: "/directory",
  navigation: { label: catalogue("Directory", "Directorio"), group: "see", order: 3 },
  load: () => import("./DirectoryPage.tsx"),
});
