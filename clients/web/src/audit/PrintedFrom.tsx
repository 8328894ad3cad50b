import { useQuery } from "@tanstack/react-query";
import { logIdentityQuery } from "@/api/admin.ts";
import { useText } from "@/locale/Locale.tsx";
import { catalogue } from "@/locale/catalogue.ts";

const texts = catalogue(
  {
    log: (id: string, epoch: string) => `Log ${id}, epoch ${epoch}.`,
  },
  {
    log: (id: string, epoch: string) => `Registro ${id}, época ${epoch}.`,
  },
);

/** On paper only: which log it is, so that a sheet can be held against it. */
export function PrintedFrom() {
  const text = useText(texts);
  const log = useQuery(logIdentityQuery).data;
  return log ? <p data-print="only">{text.log(log.logId, String(log.epoch))}</p> : null;
}
