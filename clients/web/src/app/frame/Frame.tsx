import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { LanguageSwitch } from "../LanguageSwitch.tsx";
import { Mark } from "../Mark.tsx";
import styles from "./Frame.module.css";
import { Letterhead } from "./Letterhead.tsx";
import { LiveSign } from "./LiveSign.tsx";
import { Navigation } from "./Navigation.tsx";
import { Person } from "./Person.tsx";
import { frameTexts } from "./texts.ts";

/** What surrounds every page: skip link, navigation, who is signed in, and the content. */
export function Frame() {
  const text = useText(frameTexts);
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useFocusOnNewPage(path);
  useEffect(() => setOpen(false), [path]);
  return (
    <div className={styles["frame"]}>
      <a className={styles["skip"]} href="#content">
        {text.skip}
      </a>
      <header className={styles["side"]} data-print="no">
        <div className={styles["top"]}>
          <Mark />
          <span className={styles["menu"]}>
            <Button aria-expanded={open} aria-controls="navigation" onPress={() => setOpen(!open)}>
              {text.menu}
            </Button>
          </span>
        </div>
        <div id="navigation" className={styles["fold"]} data-open={open}>
          <Navigation />
          <div className={styles["foot"]}>
            <LiveSign />
            <Person />
            <LanguageSwitch />
          </div>
        </div>
      </header>
      <main id="content" ref={main} tabIndex={-1} className={styles["content"]}>
        <Letterhead />
        <Outlet />
      </main>
    </div>
  );
}

// Puts the focus at the beginning of a page that was gone to, as a full page load would; not on
// the first one, nor on the one that "/" leads to: there Tab begins with the skip link.
function useFocusOnNewPage(path: string) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    if (shown.current !== "/") main.current?.focus();
    shown.current = path;
  }, [path]);
  return main;
}
