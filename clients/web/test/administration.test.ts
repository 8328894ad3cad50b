import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { describe, expect, it } from "vitest";
import { TokenSchema } from "@/gen/anchorledger/api/v1/admin_pb";
import { Format } from "@/locale/format.ts";
import {
  backupName,
  isBackupName,
  rebuiltShare,
  sizeText,
  spanBetween,
} from "@/pages/administration/server.ts";
import {
  expiryOf,
  inOrder,
  isTokenId,
  tokensFound,
  tokenState,
} from "@/pages/administration/tokens.ts";

const now = new Date("2020-03-01T10:20:30Z");
const later = (ms: number) => new Date(now.getTime() + ms);

function token(tokenId: string, more: MessageInitShape<typeof TokenSchema> = {}) {
  const caller = { actorId: "fin-1", organisationId: "bmc", roles: ["sc", "fin"] };
  return create(TokenSchema, { caller, ...more, tokenId } as typeof more);
}

describe("a token", () => {
  it("works until the instant at which it expires, or is revoked", () => {
    const ends = (ms: number) => ({ expiresAt: timestampFromDate(later(ms)) });
    expect(tokenState(token("a"), now)).toBe("working");
    expect(tokenState(token("a", ends(1)), now)).toBe("working");
    expect(tokenState(token("a", ends(0)), now)).toBe("expired");
    expect(tokenState(token("a", { ...ends(0), revoked: true }), now)).toBe("revoked");
  });

  it("is found by its id, person, organisation and role, the newest first", () => {
    const all = [token("a1"), token("b2", { revoked: true }), token("c3")];
    const found = (words: string, which: "working" | "all" = "working") =>
      tokensFound(all, words, which, now).map(({ tokenId }) => tokenId);
    expect(found("")).toEqual(["c3", "a1"]);
    expect(found("BMC fin", "all")).toEqual(["c3", "b2", "a1"]);
    expect(found("b2")).toEqual([]);
    expect(found("eval", "all")).toEqual([]);
  });

  it("made for a last day works to the end of that day", () => {
    expect(expiryOf("day", 18_322, now)?.toISOString()).toBe("2020-03-02T00:00:00.000Z");
    expect(expiryOf("30", undefined, now)?.toISOString()).toBe("2020-03-31T10:20:30.000Z");
    expect(expiryOf("never", 1, now)).toBeUndefined();
    // Without a day it has ended long ago, which the form objects to.
    expect(expiryOf("day", undefined, now)! < now).toBe(true);
  });

  it("is for an id, not for a name or an address", () => {
    expect(isTokenId("fin-1.east:2")).toBe(true);
    for (const wrong of ["", "Ana Ruiz", "ana@example.org", "a".repeat(129)]) {
      expect(isTokenId(wrong)).toBe(false);
    }
  });

  it("tells its roles in one order, new ones at the end", () => {
    expect(inOrder(["operator", "newer", "hr", "fin"])).toEqual(["fin", "hr", "operator", "newer"]);
  });
});

describe("the server", () => {
  it("tells how long it runs in whole minutes", () => {
    expect(spanBetween(now, later(59_999))).toEqual({ days: 0, hours: 0, minutes: 0 });
    expect(spanBetween(now, later(90_060_000))).toEqual({ days: 1, hours: 1, minutes: 1 });
    expect(spanBetween(later(1), now)).toEqual({ days: 0, hours: 0, minutes: 0 });
  });

  it("tells sizes with one digit after the point", () => {
    const format = new Format("en-US");
    expect(sizeText(999n, format)).toBe("999 B");
    expect(sizeText(1_000n, format)).toBe("1.0 kB");
    expect(sizeText(1_234_567n, format)).toBe("1.2 MB");
    expect(sizeText(98_765_432_100_000n, format)).toBe("98.7 TB");
  });

  it("takes names of backups that the page itself proposes, and no paths", () => {
    expect(backupName(now)).toBe("backup-20200301-1020");
    expect(isBackupName(backupName(now))).toBe(true);
    expect(isBackupName("../etc")).toBe(false);
    expect(isBackupName("")).toBe(false);
  });

  it("has rebuilt all of an empty log, and never more than all", () => {
    expect(rebuiltShare(0n, 0n)).toBe(1000);
    expect(rebuiltShare(1n, 4n)).toBe(250);
    expect(rebuiltShare(9n, 4n)).toBe(1000);
  });
});
