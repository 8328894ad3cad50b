import { useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import styles from "./Imports.module.css";
import { importTexts } from "./texts.ts";
import type { OpenState } from "./useOpenFile.ts";
import { workbookTexts } from "./workbook_texts.ts";

/** How far the reading of a chosen file is, and why it was not read. */
export function OpenedAbout({ state }: { state: OpenState }) {
  const text = useText(importTexts);
  const words = useText(workbookTexts);
  return (
    <>
      {state.progress === undefined ? null : (
        <div className={styles["progress"]}>
          <label>
            {words.reading}
            <progress value={state.progress} max={1} />
          </label>
          <div className={styles["buttons"]}>
            <Button kind="quiet" onPress={state.stop}>
              {text.stop}
            </Button>
          </div>
        </div>
      )}
      <p role="status" className={styles["error"]}>
        {state.trouble}
      </p>
    </>
  );
}
