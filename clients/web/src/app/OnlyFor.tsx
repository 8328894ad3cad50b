import { lazy, Suspense, type ReactNode } from "react";
import { useSession } from "@/session/SessionGate.tsx";
import type { Role } from "@/session/session.ts";
import { Loading } from "@/ui/states/Loading.tsx";

// The words for roles are many: nobody waits for them who may see the page.
const NoRight = lazy(() => import("./NoRight.tsx"));

/**
 * Shows what is inside to people with one of the roles. A courtesy: what a person may really see
 * and do is decided by the server, call by call.
 */
export function OnlyFor(props: { roles: readonly Role[] | undefined; children: ReactNode }) {
  const own = useSession().roles;
  if (props.roles && !props.roles.some((role) => own.includes(role))) {
    return (
      <Suspense fallback={<Loading />}>
        <NoRight roles={props.roles} />
      </Suspense>
    );
  }
  return props.children;
}
