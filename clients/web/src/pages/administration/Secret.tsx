import { useId, useRef, useState } from "react";
import type { CreateTokenResponse } from "@/gen/anchorledger/api/v1/admin_pb";
import { useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import styles from "./Administration.module.css";
import { tokenTexts } from "./token_texts.ts";

/** The secret of a token that was just made: it is nowhere else, and gone with this. */
export function Secret(props: { made: CreateTokenResponse; onEnd: () => void }) {
  const text = useText(tokenTexts);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");

  async function copy() {
    try {
      await navigator.clipboard.writeText(props.made.secret);
      setSaid(text.copied);
    } catch {
      field.current?.select();
      setSaid(text.copyFailed);
    }
  }

  return (
    <div className={styles["secret"]} role="group" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{text.secretTitle}</h3>
      <p>{text.secretHelp}</p>
      <label htmlFor={id}>{text.secret}</label>
      <input id={id} ref={field} readOnly value={props.made.secret} spellCheck={false} />
      <div className={styles["buttons"]}>
        <Button kind="primary" onPress={() => void copy()}>
          {text.copy}
        </Button>
        <Button onPress={props.onEnd}>{text.kept}</Button>
        <span role="status">{said}</span>
      </div>
    </div>
  );
}
