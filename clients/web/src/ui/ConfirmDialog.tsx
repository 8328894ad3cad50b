import { useId, useLayoutEffect, useRef, type ReactNode } from "react";
import { useText } from "@/locale/Locale.tsx";
import { catalogue } from "@/locale/catalogue.ts";
import { Button } from "./Button.tsx";
import styles from "./ConfirmDialog.module.css";

const texts = catalogue({ cancel: "Cancel" }, { cancel: "Cancelar" });

interface Props {
  /** The question. */
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  /** What the button that does it says. */
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/**
 * Asks before something that cannot be taken back, as the browser's own dialog: the page behind it
 * is out of reach, Escape cancels, and the focus goes back to where it came from.
 */
export function ConfirmDialog({ title, children, confirm, onConfirm, onCancel }: Props) {
  const text = useText(texts);
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // Closed before it leaves the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-words`}
      className={styles["dialog"]}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <div id={`${id}-words`} className={styles["words"]}>
        {children}
      </div>
      <div className={styles["buttons"]}>
        <Button onPress={onCancel}>{text.cancel}</Button>
        <Button kind="danger" onPress={onConfirm}>
          {confirm}
        </Button>
      </div>
    </dialog>
  );
}
