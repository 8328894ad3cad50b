import { useFormat, useText } from "@/locale/Locale.tsx";
import { useSession } from "@/session/SessionGate.tsx";
import { usePrinting } from "@/ui/table/usePrinting.ts";
import { productName } from "../Mark.tsx";
import styles from "./Frame.module.css";
import { frameTexts } from "./texts.ts";

/** On paper only: what printed a sheet, when, for whom, and the address that shows it again. */
export function Letterhead() {
  const text = useText(frameTexts);
  const format = useFormat();
  const { actorId, organisationId } = useSession();
  // Made when it is put on paper: then is when it was printed, and screens need not wait for it.
  if (!usePrinting()) return null;
  const who = text.signedInAs(actorId, organisationId);
  return (
    <p data-print="only" className={styles["letterhead"]}>
      <strong>{productName}</strong> · {text.printed(format.instant(new Date()), who)}
      <br />
      {window.location.href}
    </p>
  );
}
