import { useQuery } from "@tanstack/react-query";
import { logIdentityQuery } from "@/api/admin.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { catalogue } from "@/locale/catalogue.ts";
import { useSession } from "@/session/SessionGate.tsx";
import { usePrinting } from "@/ui/table/usePrinting.ts";

const texts = catalogue(
  {
    printed: (when: string, who: string) => `Printed ${when} by ${who} from`,
    log: (id: string, epoch: string) => `Log ${id}, epoch ${epoch}.`,
  },
  {
    printed: (when: string, who: string) => `Impreso ${when} por ${who} desde`,
    log: (id: string, epoch: string) => `Registro ${id}, época ${epoch}.`,
  },
);

/** On paper only: when, by whom and from which log, so that a sheet can be held against it. */
export function PrintedFrom() {
  const text = useText(texts);
  const format = useFormat();
  const { actorId, organisationId } = useSession();
  const log = useQuery(logIdentityQuery).data;
  // Rendered anew when it is put on paper: then is when it was printed.
  usePrinting();
  return (
    <p data-print="only">
      {text.printed(format.instant(new Date()), `${actorId}, ${organisationId}`)}{" "}
      {window.location.href}
      {log ? ` · ${text.log(log.logId, String(log.epoch))}` : null}
    </p>
  );
}
