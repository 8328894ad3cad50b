// What was decided for a dry run, so that a file can be read otherwise without deciding all anew.
import type { StartImportRequest } from "@/gen/anchorledger/api/v1/import_pb";
import type { TextFormat } from "./csv.ts";
import { coveredDays } from "./covered.ts";
import type { Mapping } from "./mapping.ts";
import { mappingOf } from "./mapping_of.ts";
import { previewIn, type OpenedFile } from "./open_file.ts";
import { columnsRead, type Wishes } from "./plan_of.ts";
import { cutOf } from "./reading.ts";

export interface Before {
  /** The profile of the server by which it was read; empty = by a mapping. */
  readonly profileName: string;
  readonly mapping: Mapping | undefined;
  readonly cut: TextFormat | undefined;
  readonly wishes: Wishes;
}

/** Undefined where nobody could read a file so: the profile says more than a mapping can. */
export function beforeOf(plan: StartImportRequest): Before | undefined {
  const { profileChoice, anchorId, partnershipId, source, lateReason, allOrNothing } = plan;
  const own = profileChoice.case === "profile" ? profileChoice.value : undefined;
  const { from, to } = coveredDays(plan.period) ?? {};
  const wishes: Wishes = {
    anchorId,
    partnershipId,
    source,
    lateReason,
    allOrNothing,
    from,
    to,
    onlyInPeriod: own?.rejectOutsidePeriod ?? false,
  };
  if (profileChoice.case === "profileName") {
    return { profileName: profileChoice.value, mapping: undefined, cut: undefined, wishes };
  }
  const mapping = own && mappingOf(own);
  if (!own || !mapping) return undefined;
  const named = source === "" ? { ...wishes, source: own.source } : wishes;
  return { profileName: "", mapping, cut: cutOf(own), wishes: named };
}

/** The same for a file, if it has the columns that were read. */
export function beforeFor(
  plan: StartImportRequest | undefined,
  opened: OpenedFile,
): Before | undefined {
  const before = plan && beforeOf(plan);
  if (plan?.profileChoice.case !== "profile") return before;
  const cut = opened.workbook ? opened.format : (before?.cut ?? opened.format);
  const { columns } = previewIn(opened, cut);
  const isFit = columnsRead(plan.profileChoice.value).every((name) => columns.includes(name));
  return isFit ? before : undefined;
}
