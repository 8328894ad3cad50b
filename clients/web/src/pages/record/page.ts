import { anchorRoles, definePage, partnerRoles } from "@/app/page.ts";
import { catalogue } from "@/locale/catalogue.ts";

export default definePage({
  path: "/record",
  navigation: { label: catalogue("Record", "Registrar"), group: "record", order: 1 },
  roles: [...anchorRoles, ...partnerRoles],
  load: () => import("./RecordPage.tsx"),
});
