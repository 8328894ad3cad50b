import { useState } from "react";
import { useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import styles from "./Imports.module.css";
import { importTexts } from "./texts.ts";

export interface Pages {
  /** Of the page that is shown; empty = the first one. */
  readonly token: string;
  readonly isFirst: boolean;
  readonly back: () => void;
  readonly go: (token: string) => void;
}

/** Which page of a list is shown, by the tokens that led there. */
export function usePages(): Pages {
  const [tokens, setTokens] = useState<readonly string[]>([""]);
  return {
    token: tokens.at(-1) ?? "",
    isFirst: tokens.length === 1,
    back: () => setTokens((all) => all.slice(0, -1)),
    go: (token) => setTokens((all) => [...all, token]),
  };
}

/** To the page before and to the next one, where there are such. */
export function PageButtons({ pages, next }: { pages: Pages; next: string }) {
  const text = useText(importTexts);
  if (pages.isFirst && next === "") return null;
  return (
    <div className={styles["buttons"]}>
      {pages.isFirst ? null : <Button onPress={pages.back}>{text.before}</Button>}
      {next === "" ? null : <Button onPress={() => pages.go(next)}>{text.next}</Button>}
    </div>
  );
}
