// What the server says of itself, in forms that people read.
import type { Format } from "@/locale/format.ts";
import { decimalText } from "@/locale/format.ts";

export interface Span {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

const MINUTE_MS = 60_000;

/** A length of time in whole minutes; none is negative. */
export function spanBetween(from: Date, to: Date): Span {
  const minutes = Math.max(0, Math.floor((to.getTime() - from.getTime()) / MINUTE_MS));
  return {
    days: Math.floor(minutes / 1440),
    hours: Math.floor(minutes / 60) % 24,
    minutes: minutes % 60,
  };
}

const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** A size with one digit after the point: 1,234,567 bytes are 1.2 MB. */
export function sizeText(bytes: bigint, format: Format): string {
  let unit = 0;
  let size = bytes * 10n;
  while (size >= 10_000n && unit < units.length - 1) {
    size /= 1000n;
    unit += 1;
  }
  const digits = unit === 0 ? format.integer(bytes) : format.decimal(decimalText(size, 1));
  return `${digits} ${units[unit]}`;
}

/** A name for a backup that is made now: "backup-20200301-1020". */
export function backupName(now: Date): string {
  const [day = "", time = ""] = now.toISOString().split("T");
  return `backup-${day.replaceAll("-", "")}-${time.slice(0, 5).replace(":", "")}`;
}

export function isBackupName(name: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(name);
}

/** How far a rebuild is, of 1,000. */
export function rebuiltShare(position: bigint, head: bigint): number {
  if (head === 0n) return 1000;
  const share = Number((position * 1000n) / head);
  return Math.min(share, 1000);
}

/** What puts a backup where the log was, on the machine of the server while that is stopped. */
export function restoreCommands(path: string): string[] {
  // Backups lie in a folder of the data folder.
  const data = path.split("/").slice(0, -2).join("/");
  const quoted = (text: string) => (/^[\w./-]+$/.test(text) ? text : `'${text}'`);
  const program = "anchorledger-check";
  return [
    // A log that is there is never overwritten: it may show what the backup lacks.
    `mv ${quoted(`${data}/log`)} ${quoted(`${data}/log-before-restore`)}`,
    `${program} restore --data-dir ${quoted(data)} --backup ${quoted(path)}`,
    `${program} accept-restore --data-dir ${quoted(data)}`,
    `${program} verify --data-dir ${quoted(data)}`,
  ];
}
