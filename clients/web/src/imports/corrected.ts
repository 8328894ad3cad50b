// A file with corrected rows in it, and the plan by which it is tried out again.
import { create } from "@bufbuild/protobuf";
import {
  StartImportRequestSchema,
  type SavedProfile,
  type StartImportRequest,
} from "@/gen/anchorledger/api/v1/import_pb";
import { TextEncoding, type ImportProfile } from "@/gen/anchorledger/api/v1/import_profile_pb";
import { decodeText, openFormat, previewOf, withRows } from "./csv.ts";
import { profileOfPlan } from "./plans.ts";

/** Values of rows by the line at which they begin. */
export type Edits = ReadonlyMap<number, readonly string[]>;

/** The file with other values in some rows; always UTF-8. */
export async function correctedFile(
  file: File,
  edits: Edits,
  profile: ImportProfile | undefined,
): Promise<File> {
  const { delimiter, encoding, skipLines, columns } = profile?.format ?? openFormat;
  const text = decodeText(new Uint8Array(await file.arrayBuffer()), encoding);
  const found = previewOf(text, { delimiter, encoding, skipLines, columns }).delimiter;
  return new File([withRows(text, found, edits)], file.name, { type: "text/csv" });
}

/** A dry run of the corrected file, which is read as UTF-8 whatever the first one was. */
export function correctedPlan(
  plan: StartImportRequest,
  saved: readonly SavedProfile[],
): StartImportRequest {
  const again = create(StartImportRequestSchema, { ...plan, dryRun: true, requestId: "" });
  const profile = profileOfPlan(plan, saved);
  if (profile?.format?.encoding !== TextEncoding.WINDOWS1252) return again;
  const format = { ...profile.format, encoding: TextEncoding.UTF8 };
  return { ...again, profileChoice: { case: "profile", value: { ...profile, format } } };
}
