// Questions that a person has given a name: each is an address, kept on this device.
import type { Search } from "@/app/search.ts";
import type { Session } from "@/session/session.ts";

export interface View {
  readonly name: string;
  /** The address behind "?", without the name. */
  readonly search: Search;
}

const PREFIX = "anchorledger.views";
const NAME_MAX = 80;

function isView(value: unknown): value is View {
  const view = value as Partial<View> | null;
  return typeof view?.name === "string" && typeof view.search === "object" && view.search !== null;
}

/** As it is kept and compared: no blanks around it, and not endless. */
export function viewName(text: string): string {
  return text.trim().slice(0, NAME_MAX);
}

/** What of an address belongs to a view: neither its name nor the opened cell. */
export function viewSearch(search: Search): Search {
  const left = new Set(["view", "cell", "of", "part", "side"]);
  return Object.fromEntries(
    Object.entries(search).filter(([key, value]) => !left.has(key) && value !== ""),
  );
}

/** The views of one person on one device, by name. */
export class ViewStore {
  private readonly key: string;

  constructor(
    session: Pick<Session, "tenantId" | "actorId">,
    private readonly storage: Storage = localStorage,
  ) {
    this.key = `${PREFIX}/${session.tenantId}/${session.actorId}`;
  }

  all(): View[] {
    try {
      const kept: unknown = JSON.parse(this.storage.getItem(this.key) ?? "[]");
      return Array.isArray(kept) ? kept.filter(isView) : [];
    } catch {
      return [];
    }
  }

  /** Keeps it in the place of one of the same name; false when the device has no room. */
  put(view: View): boolean {
    const others = this.all().filter(({ name }) => name !== view.name);
    return this.write([...others, { name: viewName(view.name), search: viewSearch(view.search) }]);
  }

  rename(from: string, to: string): boolean {
    const view = this.all().find(({ name }) => name === from);
    const name = viewName(to);
    if (!view || name === "") return false;
    const others = this.all().filter((one) => one.name !== from && one.name !== name);
    return this.write([...others, { ...view, name }]);
  }

  remove(name: string): boolean {
    return this.write(this.all().filter((one) => one.name !== name));
  }

  private write(views: readonly View[]): boolean {
    const sorted = [...views].sort((a, b) => a.name.localeCompare(b.name));
    try {
      this.storage.setItem(this.key, JSON.stringify(sorted));
      return true;
    } catch {
      return false;
    }
  }
}
