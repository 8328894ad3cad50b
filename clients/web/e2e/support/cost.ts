// What the browser's main thread does, in its own processor time: other work on this machine does
// not count, as the waiting for it would.
import type { CDPSession, Page } from "playwright-core";

/** A phone as the goals name it: four times slower, 1.6 Mbit/s down, 150 ms to the server. */
export const phone = { slower: 4, bitsPerSecond: 1_600_000, roundTripMs: 150 } as const;

const BITS_PER_BYTE = 8;

export class Cost {
  private constructor(private readonly debug: CDPSession) {}

  /** Slows the processor of the page down so many times. */
  static async of(page: Page, slower = 1): Promise<Cost> {
    const debug = await page.context().newCDPSession(page);
    await debug.send("Performance.enable", { timeDomain: "threadTicks" });
    if (slower > 1) await debug.send("Emulation.setCPUThrottlingRate", { rate: slower });
    return new Cost(debug);
  }

  /** Also slows the network down to that of a phone. */
  async onPhoneNetwork(): Promise<void> {
    await this.debug.send("Network.enable");
    await this.debug.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: phone.roundTripMs,
      downloadThroughput: phone.bitsPerSecond / BITS_PER_BYTE,
      uploadThroughput: phone.bitsPerSecond / BITS_PER_BYTE,
    });
  }

  /** Milliseconds of processor time that tasks of the page took while `work` went on. */
  async during(work: () => Promise<unknown>): Promise<number> {
    const before = await this.spent();
    await work();
    return (await this.spent()) - before;
  }

  private async spent(): Promise<number> {
    const { metrics } = await this.debug.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0);
  }
}
