import { lazy, Suspense, useState } from "react";
import { useText } from "@/locale/Locale.tsx";
import { signOut } from "@/session/session.ts";
import { useSession } from "@/session/SessionGate.tsx";
import { Button } from "@/ui/Button.tsx";
import { useToast } from "@/ui/Toasts.tsx";
import styles from "./Frame.module.css";
import { frameTexts } from "./texts.ts";

// Asked rarely: it is no part of what every page begins with.
const SignOutEverywhere = lazy(() => import("./SignOutEverywhere.tsx"));

/** Who is signed in, and the ways out: the page is loaded anew, so that nothing of it is left. */
export function Person() {
  const text = useText(frameTexts);
  const toast = useToast();
  const session = useSession();
  const [asks, setAsks] = useState(false);
  async function leave(where: "here" | "everywhere") {
    try {
      await signOut(where);
    } catch {
      // Who believes to be signed out walks away from an open page.
      return toast(text.stillSignedIn, "failed");
    }
    location.assign("/");
  }
  return (
    <>
      <div className={styles["person"]}>
        <span>{text.signedInAs(session.actorId, session.organisationId)}</span>
        <Button kind="quiet" onPress={() => void leave("here")}>
          {text.signOut}
        </Button>
        <Button kind="quiet" onPress={() => setAsks(true)}>
          {text.signOutEverywhere}
        </Button>
      </div>
      {asks ? (
        <Suspense>
          <SignOutEverywhere
            actor={session.actorId}
            onCancel={() => setAsks(false)}
            onConfirm={() => {
              setAsks(false);
              void leave("everywhere");
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
