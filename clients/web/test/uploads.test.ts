import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { StartImportRequestSchema } from "@/gen/anchorledger/api/v1/import_pb";
import { PlanStore } from "@/imports/plans.ts";
import { PART_BYTES, uploadFile, type SendPart } from "@/imports/upload.ts";

/** A server that stores what it is sent, and loses the connection when told to. */
function storage(failures: readonly number[] = []) {
  const stored: number[] = [];
  let calls = 0;
  let total = -1;
  const asked: number[] = [];
  const send: SendPart = async (request) => {
    calls += 1;
    if (failures.includes(calls)) throw new ConnectError("gone", Code.Unavailable);
    total = Number(request.totalBytes ?? total);
    const data = request.data ?? new Uint8Array();
    asked.push(data.length);
    if (Number(request.offset ?? 0) === stored.length) for (const byte of data) stored.push(byte);
    const complete = stored.length === total && request.sha256 !== undefined;
    return { storedBytes: BigInt(stored.length), complete };
  };
  return { send, stored, asked };
}

const bytes = new Uint8Array(PART_BYTES * 2 + 5).map((_, i) => i % 251);
const file = new File([bytes], "payments.csv");

function watcher(progress: number[] = []) {
  return {
    signal: new AbortController().signal,
    onProgress: (stored: number) => progress.push(stored),
    pause: () => Promise.resolve(),
  };
}

describe("an upload", () => {
  it("sends a file in parts, and says how far it is", async () => {
    const { send, stored, asked } = storage();
    const progress: number[] = [];
    const upload = await uploadFile(file, send, watcher(progress));
    expect(stored).toHaveLength(bytes.length);
    expect(asked).toEqual([0, PART_BYTES, PART_BYTES, 5]);
    expect(progress).toEqual([0, PART_BYTES, 2 * PART_BYTES, bytes.length]);
    expect(upload.uploadId).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
  });

  it("goes on where it stopped, under the same name", async () => {
    const server = storage([3, 4, 5, 6, 7]);
    await expect(uploadFile(file, server.send, watcher())).rejects.toThrow();
    expect(server.stored).toHaveLength(PART_BYTES);
    await uploadFile(file, server.send, watcher());
    expect(server.stored).toHaveLength(bytes.length);
    expect(server.asked.slice(2)).toEqual([0, PART_BYTES, 5]);
  });

  it("is patient with a connection that comes back", async () => {
    const { send, stored } = storage([1, 3, 4]);
    await uploadFile(file, send, watcher());
    expect(stored).toHaveLength(bytes.length);
  });

  it("stops when it is told to", async () => {
    const stopping = new AbortController();
    const { send } = storage();
    const watch = {
      ...watcher(),
      signal: stopping.signal,
      onProgress: () => stopping.abort(),
    };
    await expect(uploadFile(file, send, watch)).rejects.toThrow();
  });
});

describe("the plan of an import", () => {
  it("is kept for making a dry run real, and the oldest are forgotten", () => {
    const store = new PlanStore({ tenantId: "t", actorId: "a" });
    const plan = create(StartImportRequestSchema, { uploadId: "u-1", requestId: "r-1" });
    for (let i = 0; i < 35; i += 1) store.put(`import-${i}`, plan, `s-${i}`);
    expect(store.get("import-34")).toMatchObject({ uploadId: "u-1", requestId: "r-1" });
    expect(localStorage.length).toBe(30);
    expect(new PlanStore({ tenantId: "t", actorId: "b" }).get("import-34")).toBeUndefined();
  });

  it("knows the request that its import was started with, since the ids differ", () => {
    const store = new PlanStore({ tenantId: "t", actorId: "a" });
    const plan = create(StartImportRequestSchema, { uploadId: "u-1", requestId: "next" });
    store.put("imp-1", plan, "first");
    expect(store.startedAs("imp-1")).toBe("first");
    expect(store.startedWith("first")).toBe("imp-1");
    expect(store.startedAs("imp-2")).toBeUndefined();
    expect(store.startedWith("next")).toBeUndefined();
  });
});
