import { Link } from "@tanstack/react-router";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { useSession } from "@/session/SessionGate.tsx";
import type { Role } from "@/session/session.ts";
import type { Page, Place } from "../page.ts";
import { pages } from "../pages.ts";
import styles from "./Frame.module.css";
import { frameTexts } from "./texts.ts";

type PlacedPage = Page & { readonly navigation: Place };

const groups = ["see", "record", "run"] as const;

/** The pages of a group that somebody with these roles has a use for, in order. */
export function pagesOf(
  all: readonly Page[],
  group: Place["group"],
  roles: readonly Role[],
): PlacedPage[] {
  return all
    .filter((page): page is PlacedPage => page.navigation?.group === group)
    .filter((page) => !page.roles || page.roles.some((role) => roles.includes(role)))
    .sort((a, b) => a.navigation.order - b.navigation.order);
}

export function Navigation() {
  const text = useText(frameTexts);
  const { language } = useLocale();
  const { roles } = useSession();
  return (
    <nav aria-label={text.navigation} className={styles["navigation"]}>
      {groups.map((group) => {
        const own = pagesOf(pages, group, roles);
        if (own.length === 0) return null;
        return (
          <div key={group}>
            <p className={styles["group"]} id={`group-${group}`}>
              {text.groups[group]}
            </p>
            <ul aria-labelledby={`group-${group}`}>
              {own.map((page) => (
                <li key={page.path}>
                  <Link to={page.path} activeProps={{ "aria-current": "page" }}>
                    {page.navigation.label[language]}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}
