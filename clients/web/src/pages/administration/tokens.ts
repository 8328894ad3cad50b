// Tokens as the list shows them.
import { timestampDate } from "@bufbuild/protobuf/wkt";
import type { Token } from "@/gen/anchorledger/api/v1/admin_pb";
import { allRoles, type Role, type Session } from "@/session/session.ts";

export type TokenState = "working" | "expired" | "revoked";

export function tokenState(token: Token, now: Date): TokenState {
  if (token.revoked) return "revoked";
  const { expiresAt } = token;
  return expiresAt && timestampDate(expiresAt) <= now ? "expired" : "working";
}

/** Those whose id, person, organisation or role holds all the words; the newest first. */
export function tokensFound(
  tokens: readonly Token[],
  words: string,
  which: "working" | "all",
  now: Date,
): Token[] {
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return tokens
    .filter((token) => which === "all" || tokenState(token, now) === "working")
    .filter(({ tokenId, caller }) => {
      const { actorId = "", organisationId = "", roles = [] } = caller ?? {};
      const content = [tokenId, actorId, organisationId, ...roles].join(" ").toLowerCase();
      return wanted.every((word) => content.includes(word));
    })
    .toReversed();
}

/** How long a new token works. */
export const lifetimes = ["30", "90", "365", "day", "never"] as const;
export type Lifetime = (typeof lifetimes)[number];

const DAY_MS = 86_400_000;

/** When a token made now stops to work; undefined = never. A day is over at its end, in UTC. */
export function expiryOf(lifetime: Lifetime, day: number | undefined, now: Date) {
  if (lifetime === "never") return undefined;
  if (lifetime === "day") return new Date(((day ?? 0) + 1) * DAY_MS);
  return new Date(now.getTime() + Number(lifetime) * DAY_MS);
}

/** Ids are for machines: letters, digits and some signs, no names or addresses of people. */
export function isTokenId(text: string): boolean {
  return /^[A-Za-z0-9._:-]{1,128}$/.test(text);
}

/** In the order in which they are chosen; what is not known comes last. */
export function inOrder(roles: readonly string[]): string[] {
  const place = (role: string) => {
    const at = allRoles.indexOf(role as Role);
    return at < 0 ? allRoles.length : at;
  };
  return [...roles].sort((a, b) => place(a) - place(b));
}

/** Whether the token lets in the person who looks at it; it may be the one that did. */
export function isOwn({ caller }: Token, { actorId, organisationId }: Session): boolean {
  return caller?.actorId === actorId && caller.organisationId === organisationId;
}
