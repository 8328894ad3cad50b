import { Link } from "@tanstack/react-router";
import type { EventLinkProps } from "./LateEventLink.tsx";

export default function EventLink({ position, className, children }: EventLinkProps) {
  return (
    <Link to={`/events/${position}`} className={className}>
      {children}
    </Link>
  );
}
