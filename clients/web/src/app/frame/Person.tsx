import { useText } from "@/locale/Locale.tsx";
import { signOut } from "@/session/session.ts";
import { useSession } from "@/session/SessionGate.tsx";
import { Button } from "@/ui/Button.tsx";
import styles from "./Frame.module.css";
import { frameTexts } from "./texts.ts";

/** Who is signed in, and the way out: the page is loaded anew, so that nothing of it is left. */
export function Person() {
  const text = useText(frameTexts);
  const session = useSession();
  async function leave() {
    await signOut();
    location.assign("/");
  }
  return (
    <div className={styles["person"]}>
      <span>{text.signedInAs(session.actorId, session.organisationId)}</span>
      <Button kind="quiet" onPress={() => void leave()}>
        {text.signOut}
      </Button>
    </div>
  );
}
