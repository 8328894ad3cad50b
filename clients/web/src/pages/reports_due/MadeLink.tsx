import { useMemo } from "react";
import { languages } from "@/locale/catalogue.ts";
import { useText } from "@/locale/Locale.tsx";
import { Copyable } from "@/reports/Copyable.tsx";
import { messageIn, type Invitation } from "@/reports/invitation.ts";
import { linkTexts } from "@/reports/link_texts.ts";
import { Button } from "@/ui/Button.tsx";
import styles from "./ReportsDue.module.css";
import { reportsDueTexts } from "./texts.ts";

interface Props {
  readonly invitation: Invitation;
  readonly onDone: () => void;
}

/** A new link, which is shown this once, and what to write beside it. */
export function MadeLink({ invitation, onDone }: Props) {
  const text = useText(reportsDueTexts);
  const link = useText(linkTexts);
  const messages = useMemo(
    () => languages.map((language) => [language, messageIn(language, invitation)] as const),
    [invitation],
  );
  return (
    <div className={styles["made"]} role="status">
      <p>{text.made}</p>
      <Copyable label={link.address} words={invitation.address} isShort />
      {messages.map(([language, words]) => (
        <Copyable
          key={language}
          label={link.messages[language]}
          words={words}
          language={language}
        />
      ))}
      <p className={styles["soft"]}>{link.opened}</p>
      <div>
        <Button onPress={onDone}>{text.done}</Button>
      </div>
    </div>
  );
}
