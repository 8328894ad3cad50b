// What a person does with a file of thousands of rows, and what the metrics say of it.
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { call } from "./api.ts";
import type { Daemon } from "./daemon.ts";

/** For work on thousands of rows, on a machine that may be busy. */
export const LONG_MS = 120_000;

interface Answer {
  readonly results: readonly {
    readonly cells?: readonly { readonly value?: { readonly shown?: string } }[];
  }[];
}

/** What the server says of a metric of an anchor, in whole units. */
export async function metric(daemon: Daemon, metricId: string, anchor: string): Promise<string> {
  const query = { filter: { anchorIds: [anchor] } };
  const request = { metricIds: [metricId], query };
  const answer = await call<Answer>(daemon, "everything", "MetricsService/QueryMetrics", request);
  return answer.results[0]?.cells?.[0]?.value?.shown ?? "";
}

/** Expects a value, as soon as the metrics have seen what was recorded. */
export async function expectMetric(
  daemon: Daemon, metricId: string, anchor: string, value: string,
): Promise<void> {
  await expect.poll(() => metric(daemon, metricId, anchor)).toBe(value);
}

export async function drop(page: Page, path: string): Promise<void> {
  await page.locator("input[type=file]").first().setInputFiles(path);
  await page.getByRole("button", { name: "Try it out" }).waitFor();
}

/** Until the dry run has ended. */
export async function tried(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Record it for good" });
  await button.waitFor({ timeout: LONG_MS });
}

/** Until an import has ended well. */
export async function recorded(page: Page): Promise<void> {
  const heading = page.getByRole("heading", { name: "Undo this import" });
  await heading.waitFor({ timeout: LONG_MS });
}

export async function record(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Record it for good" }).click();
  await recorded(page);
}
