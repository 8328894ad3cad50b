import { useText } from "@/locale/Locale.tsx";
import { useLiveState } from "@/live/Live.tsx";
import styles from "./Frame.module.css";
import { frameTexts } from "./texts.ts";

/** Says whether what is shown follows the ledger. */
export function LiveSign() {
  const text = useText(frameTexts);
  const state = useLiveState();
  if (state === "starting") return null;
  const live = state === "live";
  return (
    <p className={styles["live"]} data-live={live} role="status">
      <span aria-hidden="true" className={styles["dot"]} />
      <span title={live ? text.liveHelp : text.reconnectingHelp}>
        {live ? text.live : text.reconnecting}
      </span>
    </p>
  );
}
