import type { ReactNode } from "react";
import { useSession } from "@/session/SessionGate.tsx";
import type { Role } from "@/session/session.ts";
import { ProblemState } from "@/ui/states/ProblemState.tsx";

const noRight = {
  reason: "PERMISSION_DENIED",
  detail: "",
  fields: [],
  metadata: {},
  retryAfterMs: undefined,
} as const;

/**
 * Shows what is inside to people with one of the roles. A courtesy: what a person may really see
 * and do is decided by the server, call by call.
 */
export function OnlyFor(props: { roles: readonly Role[] | undefined; children: ReactNode }) {
  const own = useSession().roles;
  if (props.roles && !props.roles.some((role) => own.includes(role))) {
    return <ProblemState problem={noRight} isPage />;
  }
  return props.children;
}
