import { fromJson, type JsonObject } from "@bufbuild/protobuf";
import { RecordedEventSchema } from "@/gen/anchorledger/api/v1/event_pb";
import { eventTypes } from "@/forms/definitions.ts";

/** An event as the server answers it; `payload` by the names of the contract. */
export function recordedEvent(position: number, payload: JsonObject, header: JsonObject = {}) {
  const name = Object.keys(payload)[0];
  const type = eventTypes.find((one) => one.payload === name);
  return fromJson(RecordedEventSchema, {
    position: String(position),
    revision: String(position),
    payload,
    header: { event_type: type?.number ?? 0, basis: "BASIS_ACTUAL", ...header },
  });
}

export const usd = (minor: number) => ({ minor: String(minor), currency: "USD" });
