import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { useLocale } from "@/locale/Locale.tsx";
import { roleText } from "./reading.ts";
import { useNames } from "./useNames.ts";

/** Who recorded an event: the person or program, its organisation, and its role. */
export function useWho(): (event: RecordedEvent) => string {
  const { language } = useLocale();
  const nameOf = useNames();
  return (event) => {
    const organisation = event.header?.actorOrgId ?? "";
    const name = nameOf("anchor", organisation) ?? organisation;
    const parts = [event.header?.actorRef ?? "", name, roleText(event, language)];
    return parts.filter((part) => part !== "").join(", ");
  };
}
