import { useState } from "react";
import { useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { ConfirmDialog } from "@/ui/ConfirmDialog.tsx";
import { reportTexts } from "./texts.ts";

interface Props {
  /** Whether the form holds something, which this throws away. */
  readonly isBegun: () => boolean;
  readonly onNil: () => void;
}

/** Says in one tap that there is nothing to report; asks only where something was typed. */
export function NilButton({ isBegun, onNil }: Props) {
  const text = useText(reportTexts);
  const [isAsking, setIsAsking] = useState(false);
  const send = () => {
    setIsAsking(false);
    onNil();
  };
  return (
    <>
      <Button onPress={() => (isBegun() ? setIsAsking(true) : onNil())}>{text.nil}</Button>
      {isAsking ? (
        <ConfirmDialog
          title={text.nilInstead}
          confirm={text.sendNil}
          onConfirm={send}
          onCancel={() => setIsAsking(false)}
        >
          <p>{text.nilDrops}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
