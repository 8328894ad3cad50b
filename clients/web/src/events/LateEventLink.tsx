import { lazy, Suspense, type ReactNode } from "react";

const EventLink = lazy(() => import("./EventLink.tsx"));

export interface EventLinkProps {
  readonly position: bigint | string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/**
 * A link to an event, for what the page of a link has in common with the others: it leads nowhere,
 * and so comes without the router.
 */
export function LateEventLink(props: EventLinkProps) {
  return (
    <Suspense fallback={props.children}>
      <EventLink {...props} />
    </Suspense>
  );
}
