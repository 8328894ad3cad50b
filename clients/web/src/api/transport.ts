import type { Interceptor, Transport } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";

/**
 * Sent with every call: a page of another site cannot set it, so a cookie alone, sent along by a
 * browser that was led astray, does nothing.
 */
export const ownHeader = { name: "X-Anchor-Ledger", value: "1" } as const;

// Every call has a deadline; the server refuses those without one.
const DEADLINE_MS = 30_000;

/** For calls that live until they are cancelled. */
export const withoutDeadline = { timeoutMs: 0 } as const;

const markAsOwn: Interceptor = (next) => (request) => {
  request.header.set(ownHeader.name, ownHeader.value);
  return next(request);
};

/** The one way to the server: the Connect protocol at the address the page came from. */
export const transport: Transport = createConnectTransport({
  baseUrl: location.origin,
  useBinaryFormat: true,
  defaultTimeoutMs: DEADLINE_MS,
  interceptors: [markAsOwn],
});
