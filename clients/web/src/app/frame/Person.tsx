import { useQueryClient } from "@tanstack/react-query";
import { forgetPosition } from "@/api/freshness.ts";
import { useText } from "@/locale/Locale.tsx";
import { signOut } from "@/session/session.ts";
import { sessionKey, useSession } from "@/session/SessionGate.tsx";
import { Button } from "@/ui/Button.tsx";
import styles from "./Frame.module.css";
import { frameTexts } from "./texts.ts";

/** Who is signed in, and the way out. Signing out forgets every answer. */
export function Person() {
  const text = useText(frameTexts);
  const session = useSession();
  const queries = useQueryClient();
  async function leave() {
    await signOut();
    queries.setQueryData(sessionKey, null);
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    forgetPosition();
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
