// What an import is started with: the wishes of a person beside the profile.
import { create } from "@bufbuild/protobuf";
import {
  StartImportRequestSchema,
  type StartImportRequest,
} from "@/gen/anchorledger/api/v1/import_pb";
import type {
  ImportProfile,
  RowCondition,
  ValueSource,
} from "@/gen/anchorledger/api/v1/import_profile_pb";
import type { Day } from "@/locale/format.ts";
import type { TextFormat } from "./csv.ts";
import { plainWriting } from "./open_file.ts";
import { formatOf } from "./profile_of.ts";
import type { Writing } from "./workbook/cells.ts";

/** What is said of the rows beside what stands in them. */
export interface Wishes {
  readonly anchorId: string;
  readonly partnershipId: string;
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  /** Whether rows outside of the period are rejected. */
  readonly onlyInPeriod: boolean;
  /** Empty = that of the profile. */
  readonly source: string;
  readonly lateReason: string;
  readonly allOrNothing: boolean;
}

export const noWishes: Wishes = {
  anchorId: "",
  partnershipId: "",
  from: undefined,
  to: undefined,
  onlyInPeriod: false,
  source: "",
  lateReason: "",
  allOrNothing: false,
};

/** Whether the period is whole, or not stated at all. */
export function isPeriodClear({ from, to }: Pick<Wishes, "from" | "to">): boolean {
  if (!from && !to) return true;
  return from !== undefined && to !== undefined && from.days <= to.days;
}

/** The profile as it is for this one file: cut as the file is, checked as is wished. */
export function profileFor(
  profile: ImportProfile,
  wishes: Wishes,
  format: TextFormat | undefined,
): ImportProfile {
  return {
    ...profile,
    ...(format ? { format: formatOf(format) } : {}),
    rejectOutsidePeriod: profile.rejectOutsidePeriod || wishes.onlyInPeriod,
  };
}

interface Choice {
  readonly profile: ImportProfile;
  /** Whether it is kept on the server under its name, and as it is here. */
  readonly isKept: boolean;
}

/** The request for a dry run. */
export function planOf(wishes: Wishes, { profile, isKept }: Choice): StartImportRequest {
  const { from, to } = wishes;
  return create(StartImportRequestSchema, {
    dryRun: true,
    allOrNothing: wishes.allOrNothing,
    anchorId: wishes.anchorId,
    partnershipId: wishes.partnershipId,
    source: wishes.source,
    lateReason: wishes.lateReason,
    ...(from && to ? { period: { from, to } } : {}),
    profileChoice: isKept
      ? { case: "profileName", value: profile.name }
      : { case: "profile", value: profile },
  });
}

/** How the days and numbers of a sheet are written, so that the profile reads them. */
export function writingFor(profile: ImportProfile): Writing {
  const [dateFormat = plainWriting.dateFormat] = profile.values?.dateFormats ?? [];
  return { dateFormat, decimalSign: profile.values?.decimalSign || plainWriting.decimalSign };
}

function ofValue(value: ValueSource | undefined): string[] {
  const source = value?.source;
  if (source?.case === "column") return [source.value];
  if (source?.case === "lookup") return [source.value.keyColumn];
  return source?.case === "derivedId" ? source.value.from.flatMap(ofValue) : [];
}

function ofConditions(conditions: readonly RowCondition[]): string[] {
  return conditions.flatMap(({ value }) => ofValue(value));
}

/** The columns that a profile reads, each once. */
export function columnsRead(profile: ImportProfile): string[] {
  const found = [
    ...(profile.identity?.keyColumns ?? []),
    ...ofConditions(profile.filters),
    ...profile.emits.flatMap(({ when, fields }) => [
      ...ofConditions(when),
      ...fields.flatMap(({ value }) => ofValue(value)),
    ]),
  ];
  return [...new Set(found)];
}
