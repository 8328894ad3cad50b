import { useState, type FormEvent } from "react";
import { LanguageSwitch } from "@/app/LanguageSwitch.tsx";
import { Mark } from "@/app/Mark.tsx";
import { useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { TextField } from "@/ui/TextField.tsx";
import { signIn, SignInError, type Session } from "./session.ts";
import styles from "./SignInPage.module.css";
import { sessionTexts } from "./texts.ts";

type Trouble = SignInError["why"] | "empty";

interface Props {
  readonly onSignedIn: (session: Session) => void;
  /** Somebody was signed in on this page until now. */
  readonly hasEnded: boolean;
}

/** Exchanges a pasted token for a session. */
export function SignInPage(props: Props) {
  const text = useText(sessionTexts);
  const [token, setToken] = useState("");
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (token.trim() === "") return setTrouble("empty");
    setBusy(true);
    try {
      props.onSignedIn(await signIn(token.trim()));
    } catch (error) {
      setTrouble(error instanceof SignInError ? error.why : "failed");
      setBusy(false);
    }
  }

  return (
    <main className={styles["page"]}>
      <div className={styles["card"]}>
        <Mark />
        <h1>{text.title}</h1>
        <p className={styles["lead"]} role={props.hasEnded ? "status" : undefined}>
          {props.hasEnded ? text.ended : text.lead}
        </p>
        <form className={styles["form"]} onSubmit={(event) => void submit(event)} noValidate>
          <TextField
            label={text.token}
            help={text.tokenHelp}
            type="password"
            autoComplete="current-password"
            value={token}
            onChange={(value) => {
              setToken(value);
              setTrouble(undefined);
            }}
            error={trouble && text[trouble]}
            isRequired
          />
          <Button kind="primary" type="submit" isPending={busy}>
            {busy ? text.signingIn : text.signIn}
          </Button>
        </form>
      </div>
      <LanguageSwitch />
    </main>
  );
}
