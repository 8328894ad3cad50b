import { Link } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { useAnchors, usePartners } from "@/api/directory.ts";

export interface Organisation {
  readonly name: string;
  /** Its page; empty where it is no entry of the directory. */
  readonly path: string;
}

/** What organisations are called; one that the directory does not know has its id for a name. */
export function useOrganisations(): (id: string) => Organisation {
  const anchors = useAnchors().data;
  const partners = usePartners().data;
  const known = useMemo(() => {
    const all = new Map<string, Organisation>();
    for (const { partnerId: id, orgName: name } of partners ?? []) {
      all.set(id, { name, path: `/partners/${id}` });
    }
    for (const { anchorId: id, legalName: name } of anchors ?? []) {
      all.set(id, { name, path: `/anchors/${id}` });
    }
    return all;
  }, [anchors, partners]);
  return useCallback((id) => known.get(id) ?? { name: id, path: "" }, [known]);
}

/** An organisation by its name, leading to its page. */
export function OrganisationLink({ id }: { id: string }) {
  const { name, path } = useOrganisations()(id);
  return path === "" ? name : <Link to={path}>{name}</Link>;
}
