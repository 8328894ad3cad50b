import { definePage, readerRoles } from "@/app/page.ts";
import { catalogue } from "@/locale/catalogue.ts";

export default definePage({
  path: "/events",
  navigation: {
    label: catalogue("Events and audit", "Eventos y auditoría"),
    group: "see",
    order: 4,
  },
  roles: readerRoles,
  load: () => import("./EventsPage.tsx"),
});
