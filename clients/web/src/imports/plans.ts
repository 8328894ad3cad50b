// What was asked for with each import of this device, so that a dry run can be made real, or run
// again with corrected rows, without asking for everything anew.
import { fromJson, toJson, type JsonValue } from "@bufbuild/protobuf";
import {
  StartImportRequestSchema,
  type StartImportRequest,
} from "@/gen/anchorledger/api/v1/import_pb";
import type { Session } from "@/session/session.ts";

const PREFIX = "anchorledger.import";
const KEPT_MAX = 30;

interface Kept {
  readonly at: number;
  readonly plan: JsonValue;
}

export class PlanStore {
  private readonly prefix: string;

  constructor(
    session: Pick<Session, "tenantId" | "actorId">,
    private readonly storage: Storage = localStorage,
  ) {
    this.prefix = `${PREFIX}/${session.tenantId}/${session.actorId}/`;
  }

  get(importId: string): StartImportRequest | undefined {
    const kept = this.read(this.prefix + importId);
    try {
      return kept && fromJson(StartImportRequestSchema, kept.plan);
    } catch {
      return undefined;
    }
  }

  /** Keeps it, and forgets the oldest ones. */
  put(importId: string, plan: StartImportRequest): void {
    const kept: Kept = { at: Date.now(), plan: toJson(StartImportRequestSchema, plan) };
    try {
      this.storage.setItem(this.prefix + importId, JSON.stringify(kept));
    } catch {
      // Without room for it people map the file again; nothing is lost in the ledger.
    }
    for (const name of this.names().slice(KEPT_MAX)) this.storage.removeItem(name);
  }

  private names(): string[] {
    const all = Array.from({ length: this.storage.length }, (_, i) => this.storage.key(i) ?? "");
    const own = all.filter((name) => name.startsWith(this.prefix));
    const at = (name: string) => this.read(name)?.at ?? 0;
    return own.sort((a, b) => at(b) - at(a));
  }

  private read(name: string): Kept | undefined {
    try {
      return JSON.parse(this.storage.getItem(name) ?? "null") as Kept | undefined ?? undefined;
    } catch {
      return undefined;
    }
  }
}

// Files that were chosen while this page is open, by the upload that they became.
const files = new Map<string, File>();

export function rememberFile(uploadId: string, file: File): void {
  files.set(uploadId, file);
}

export function rememberedFile(uploadId: string): File | undefined {
  return files.get(uploadId);
}
