// Test files that change what others would see have a daemon of their own, with the demo.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, inject } from "vitest";
import { openBrowser, Visitor, type Visit } from "./browser.ts";
import { Daemon } from "./daemon.ts";

/** A browser and a daemon; there are none before the tests of the file begin. */
export class OwnLedger {
  private open: { readonly browser: Browser; readonly daemon: Daemon } | undefined;

  get daemon(): Daemon {
    return this.opened().daemon;
  }

  arrive(visit: Visit = {}): Promise<Visitor> {
    const { browser, daemon } = this.opened();
    return Visitor.arrive(browser, { ...visit, daemon });
  }

  async begin(): Promise<Daemon> {
    const starting = [openBrowser(), Daemon.onCopyOf(inject("demo"))] as const;
    const [browser, daemon] = await Promise.all(starting);
    this.open = { browser, daemon };
    return daemon;
  }

  async end(): Promise<void> {
    await this.open?.browser.close();
    await this.open?.daemon.stop();
  }

  private opened() {
    if (!this.open) throw new Error("the tests of this file have not begun");
    return this.open;
  }
}

/** For the tests of this file; `prepare` records what they need beside the demo. */
export function ownLedger(prepare?: (daemon: Daemon) => Promise<void> | void): OwnLedger {
  const own = new OwnLedger();
  beforeAll(async () => {
    const daemon = await own.begin();
    await prepare?.(daemon);
  });
  afterAll(() => own.end());
  return own;
}
