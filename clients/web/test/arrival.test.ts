import { describe, expect, it, vi } from "vitest";
import { takeToken } from "@/session/arrival.ts";

function arriveAt(address: string) {
  const replaceState = vi.fn();
  const token = takeToken(
    new URL(address) as unknown as Location,
    { replaceState } as unknown as History,
  );
  return { token, left: replaceState.mock.calls[0]?.[2] as string | undefined };
}

describe("a token in the address", () => {
  it("is taken on this machine, and does not stay there", () => {
    const found = arriveAt("http://127.0.0.1:8751/overview?by=phase#token=al_00ff_12");
    expect(found).toEqual({ token: "al_00ff_12", left: "/overview?by=phase" });
  });

  it("is thrown away on any other, so that nobody is signed in to another's account", () => {
    const found = arriveAt("https://ledger.example/#token=al_00ff_12");
    expect(found).toEqual({ token: undefined, left: "/" });
  });

  it("is told from other fragments", () => {
    expect(arriveAt("http://localhost/#content")).toEqual({ token: undefined, left: undefined });
  });
});
