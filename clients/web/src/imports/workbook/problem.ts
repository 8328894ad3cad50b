/** Why a workbook is not read. */
export type WorkbookReason =
  /** An old workbook, or one with a password: both begin alike. */
  | "protected"
  /** An archive, but no workbook of this kind. */
  | "otherKind"
  | "damaged"
  | "tooLarge"
  | "unpacksTooLarge";

export class WorkbookProblem extends Error {
  constructor(readonly reason: WorkbookReason) {
    super(reason);
    this.name = "WorkbookProblem";
  }
}

/**
 * What one workbook may take. An archive of a few kilobytes can unpack to gigabytes: all that is
 * unpacked is counted, whatever the archive says of itself.
 */
export const limits = {
  /** Of the file as it is dropped. */
  fileBytes: 64 * 1024 * 1024,
  /** Of all its parts that are read, unpacked. */
  unpackedBytes: 512 * 1024 * 1024,
  /** Of the texts that cells share, unpacked: these are held in memory. */
  sharedBytes: 64 * 1024 * 1024,
  /** Of the text that is made of one sheet. */
  textLength: 256 * 1024 * 1024,
  parts: 10_000,
} as const;
