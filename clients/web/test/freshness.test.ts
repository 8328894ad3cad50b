import { afterEach, describe, expect, it } from "vitest";
import { forgetPosition, knownPosition, noteAnswer, notePosition, wasMissed } from
  "@/api/freshness.ts";

describe("how fresh answers are", () => {
  afterEach(forgetPosition);

  it("is asked for as of the last event that this page has heard of", () => {
    notePosition(7n);
    notePosition(5n);
    expect(knownPosition()).toBe(7n);
  });

  it("tells what was recorded between the first answers and the beginning of following", () => {
    expect(wasMissed(9n)).toBe(false);
    noteAnswer(8n);
    noteAnswer(7n);
    noteAnswer(9n);
    expect(wasMissed(7n)).toBe(false);
    expect(wasMissed(8n)).toBe(true);
    forgetPosition();
    expect(wasMissed(8n)).toBe(false);
  });
});
