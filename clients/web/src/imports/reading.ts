// How a file is read for one import: by a profile that is kept on the server, or by a mapping.
import type { ImportProfile } from "@/gen/anchorledger/api/v1/import_profile_pb";
import { openFormat, type TextFormat } from "./csv.ts";
import { missingTargets, typeOf, type Mapping } from "./mapping.ts";
import { plainWriting, type OpenedFile } from "./open_file.ts";
import { planOf, profileFor, writingFor, type Wishes } from "./plan_of.ts";
import { profileOf } from "./profile_of.ts";
import type { StartImportRequest } from "@/gen/anchorledger/api/v1/import_pb";
import type { Target } from "./targets.ts";
import type { Writing } from "./workbook/cells.ts";

export interface Reading {
  readonly profile: ImportProfile;
  /** How the text is cut. */
  readonly cut: TextFormat;
  /** How days and numbers of a sheet are written for it. */
  readonly writing: Writing;
  /** Needed fields that nothing fills yet. */
  readonly missing: readonly Target[];
  /** What the import is started with. */
  readonly plan: (wishes: Wishes) => StartImportRequest;
}

/** How a profile cuts the text of a file. */
export function cutOf(profile: ImportProfile): TextFormat {
  const { delimiter, encoding, skipLines, columns } = profile.format ?? openFormat;
  return { delimiter, encoding, skipLines, columns };
}

/** By a profile as it is kept; a sheet becomes text in the way that it reads. */
export function savedReading(opened: OpenedFile, profile: ImportProfile): Reading {
  const cut = opened.workbook ? opened.format : cutOf(profile);
  return {
    profile,
    cut,
    writing: writingFor(profile),
    missing: [],
    plan: (wishes) => {
      const isKept = !opened.workbook && !wishes.onlyInPeriod;
      const own = profileFor(profile, wishes, opened.workbook ? cut : undefined);
      return planOf(wishes, { profile: isKept ? profile : own, isKept });
    },
  };
}

const ISO_DAY = plainWriting.dateFormat;

/** A profile with what an earlier one said beside its mapping. */
export function inPlaceOf(
  earlier: ImportProfile | undefined,
  profile: ImportProfile,
): ImportProfile {
  if (!earlier) return profile;
  const { description, rejectOutsidePeriod } = earlier;
  return { ...profile, description, rejectOutsidePeriod, source: earlier.source || earlier.name };
}

interface Named {
  readonly name: string;
  /** The profile that is being changed. */
  readonly earlier: ImportProfile | undefined;
}

/** By a mapping; undefined while nothing is mapped. Days of a sheet are written as ISO. */
export function ownReading(
  opened: OpenedFile,
  cut: TextFormat,
  mapping: Mapping | undefined,
  { name, earlier }: Named,
): Reading | undefined {
  const type = mapping && typeOf(mapping);
  if (!mapping || !type) return undefined;
  const days = mapping.dateFormats;
  const dateFormats = opened.workbook && !days.includes(ISO_DAY) ? [...days, ISO_DAY] : days;
  const made = profileOf(name || "file", type, { ...mapping, dateFormats }, cut);
  const profile = inPlaceOf(earlier, made);
  return {
    profile,
    cut,
    writing: { dateFormat: ISO_DAY, decimalSign: mapping.decimalSign || "." },
    missing: missingTargets(type, mapping),
    plan: (wishes) =>
      planOf(wishes, { profile: profileFor(profile, wishes, undefined), isKept: false }),
  };
}
