import { createContext, useCallback, useContext, useRef, useState, type ReactNode } from "react";
import { useText } from "@/locale/Locale.tsx";
import { catalogue } from "@/locale/catalogue.ts";
import { Button } from "./Button.tsx";
import styles from "./Toasts.module.css";

const texts = catalogue({ close: "Close" }, { close: "Cerrar" });

export type ToastKind = "done" | "failed";
type ShowToast = (words: string, kind?: ToastKind) => void;

interface Toast {
  readonly id: number;
  readonly words: string;
  readonly kind: ToastKind;
}

const ToastContext = createContext<ShowToast>(() => undefined);

/** Shows a short message at the edge of the page. */
export function useToast(): ShowToast {
  return useContext(ToastContext);
}

// Long enough to read; what failed stays until it is closed.
const SHOWN_MS = 8_000;

export function Toasts(props: { children: ReactNode }) {
  const text = useText(texts);
  const next = useRef(0);
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const remove = useCallback(
    (id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)),
    [],
  );
  const show = useCallback<ShowToast>(
    (words, kind = "done") => {
      const id = next.current++;
      setToasts((all) => [...all, { id, words, kind }]);
      if (kind === "done") setTimeout(() => remove(id), SHOWN_MS);
    },
    [remove],
  );
  return (
    <ToastContext value={show}>
      {props.children}
      <div className={styles["region"]} role="status" aria-live="polite" data-print="no">
        {toasts.map((toast) => (
          <div key={toast.id} className={styles["toast"]} data-kind={toast.kind}>
            <span>{toast.words}</span>
            <Button kind="quiet" onPress={() => remove(toast.id)}>
              {text.close}
            </Button>
          </div>
        ))}
      </div>
    </ToastContext>
  );
}
