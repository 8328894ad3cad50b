// What people of all kinds do on their way: on a desktop and on a phone, in both languages. Words
// are taken from the catalogues, so that one journey is walked in each language.
import { frameTexts } from "@/app/frame/texts.ts";
import { fieldTexts } from "@/forms/texts/labels.ts";
import { exploreTexts } from "@/pages/explore/texts.ts";
import type { Visitor, Width } from "./browser.ts";

/** Where and in which language somebody works. */
export interface Look {
  readonly width: Width;
  readonly language: "en" | "es";
}

/** What a field of an event is called. */
export function fieldWords({ language }: Look, event: string, name: string): string {
  const words = fieldTexts[language];
  return words[`${event}.${name}`] ?? words[name] ?? "";
}

/** Goes to a page by the navigation, which is folded on a phone. */
export async function walkTo(visitor: Visitor, { width, language }: Look, label: string) {
  const { page } = visitor;
  if (width === "phone") {
    await page.getByRole("button", { name: frameTexts[language].menu, exact: true }).click();
  }
  await page.locator("nav").getByRole("link", { name: label, exact: true }).click();
  await page.getByRole("heading", { level: 1, name: label }).waitFor();
  await visitor.settled();
}

/** Opens the question of an address on Explore, and waits for its table. */
export async function ask(visitor: Visitor, { language }: Look, address: string) {
  await visitor.go(`/explore?${address}`);
  const { title } = exploreTexts[language].table;
  await visitor.page.getByRole("grid", { name: title, exact: true }).waitFor();
}

/** Looks at the page as axe does, and keeps a picture for people. */
export async function look(visitor: Visitor, { width, language }: Look, name: string) {
  await visitor.expectAccessible();
  await visitor.expectNoSidewaysScroll();
  await visitor.shoot(`${name}-${width}-${language}`);
}
