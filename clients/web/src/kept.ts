// What pages keep in the browser. Where it keeps nothing (a private window, the browser inside of a
// messenger, a full device), this page remembers it for as long as it is open.

/** A place as `localStorage` is one, which never throws. */
export class Shelf {
  private readonly unkept = new Map<string, string>();

  /** Even to ask for the place may be forbidden: so each time, and within reach of `catch`. */
  constructor(private readonly place: () => Storage) {}

  get(name: string): string | undefined {
    return this.unkept.get(name) ?? this.tried((place) => place.getItem(name)) ?? undefined;
  }

  /** False when only this page remembers it. */
  put(name: string, text: string): boolean {
    this.unkept.delete(name);
    const isKept = this.tried((place) => {
      place.setItem(name, text);
      return true;
    });
    if (isKept) return true;
    this.unkept.set(name, text);
    return false;
  }

  remove(name: string): void {
    this.unkept.delete(name);
    this.tried((place) => place.removeItem(name));
  }

  names(): string[] {
    const kept = this.tried((place) =>
      Array.from({ length: place.length }, (_, i) => place.key(i) ?? ""),
    );
    return [...new Set([...this.unkept.keys(), ...(kept ?? [])])];
  }

  private tried<Found>(act: (place: Storage) => Found): Found | undefined {
    try {
      return act(this.place());
    } catch {
      return undefined;
    }
  }
}

/** For all tabs, until it is removed. */
export const ofDevice = new Shelf(() => localStorage);
/** For one tab, until it is closed. */
export const ofTab = new Shelf(() => sessionStorage);
