// What was asked for with each import of this device, so that a dry run can be made real, or run
// again with corrected rows, without asking for everything anew.
import { fromJson, toJson, type JsonValue } from "@bufbuild/protobuf";
import {
  StartImportRequestSchema,
  type SavedProfile,
  type StartImportRequest,
} from "@/gen/anchorledger/api/v1/import_pb";
import type { ImportProfile } from "@/gen/anchorledger/api/v1/import_profile_pb";
import type { Session } from "@/session/session.ts";
import type { OpenedFile, SheetChoice } from "./open_file.ts";

const PREFIX = "anchorledger.import";
const KEPT_MAX = 30;

interface Kept {
  readonly at: number;
  readonly plan: JsonValue;
  /** The request id that it was started with; the server makes the import's own id of it. */
  readonly startedAs?: string;
  /** The sheet that the file was made of. */
  readonly sheet?: SheetChoice | undefined;
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

  /** The sheet that the file was made of; undefined where it was text from the beginning. */
  sheet(importId: string): SheetChoice | undefined {
    return this.read(this.prefix + importId)?.sheet;
  }

  /** The request id that goes on with an import that was cut off. */
  startedAs(importId: string): string | undefined {
    return this.read(this.prefix + importId)?.startedAs;
  }

  /** The import that was started with a request id; undefined where it was not, on this device. */
  startedWith(requestId: string): string | undefined {
    const name = this.names().find((one) => this.read(one)?.startedAs === requestId);
    return name?.slice(this.prefix.length);
  }

  /** Keeps what to ask for next, and forgets the oldest ones. */
  put(importId: string, plan: StartImportRequest, startedAs: string, sheet?: SheetChoice): void {
    const asked = toJson(StartImportRequestSchema, plan);
    const kept: Kept = { at: Date.now(), plan: asked, startedAs, sheet };
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

/** The profile that a plan names or carries; undefined where it is not kept any more. */
export function profileOfPlan(
  { profileChoice }: StartImportRequest,
  saved: readonly SavedProfile[],
): ImportProfile | undefined {
  if (profileChoice.case === "profile") return profileChoice.value;
  return saved.find(({ profile }) => profile?.name === profileChoice.value)?.profile;
}

// Files that were chosen while this page is open, by the upload that they became.
const files = new Map<string, OpenedFile>();

export function rememberFile(uploadId: string, opened: OpenedFile): void {
  files.set(uploadId, opened);
}

export function rememberedFile(uploadId: string): OpenedFile | undefined {
  return files.get(uploadId);
}
