import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { hasNames, thingNameQuery } from "@/api/thing_names.ts";
import { thingPath } from "./things.ts";

interface Props {
  /** As `refers_to` in the rules of the contract. */
  readonly kind: string;
  readonly id: string;
  /** What is said of a thing without a name; usually its id. */
  readonly children: ReactNode;
}

/**
 * A thing by its name and its id, leading to its page or to its events. Of one that the directory
 * does not show to the reader only what the event itself says.
 */
export function ThingLink({ kind, id, children }: Props) {
  const isNamed = hasNames(kind);
  const { data: thing } = useQuery({ ...thingNameQuery(kind, id), enabled: isNamed && id !== "" });
  const path = isNamed && !thing ? undefined : thingPath(thing?.kind ?? kind, id);
  const hasName = thing && thing.name !== "" && thing.name !== id;
  const words = hasName ? `${thing.name} (${id})` : children;
  if (!path) return words;
  return (
    <Link to={path.to} search={(path.search ?? {}) as never}>
      {words}
    </Link>
  );
}
