import type { Transport } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";

// Every call has a deadline; the server refuses those without one.
const DEADLINE_MS = 30_000;

/** For calls that live until they are cancelled. */
export const withoutDeadline = { timeoutMs: 0 } as const;

/**
 * The one way to the server: the Connect protocol at the address the page came from. Who calls is
 * in the session's cookie, which scripts cannot read.
 */
export const transport: Transport = createConnectTransport({
  baseUrl: location.origin,
  useBinaryFormat: true,
  defaultTimeoutMs: DEADLINE_MS,
});
