// As little of the wire format of messages as is needed before there is code that knows all of it.
// test/ahead.test.ts compares it with that code.

const LOW_BITS = 0x7f;
const MORE = 0x80;
const BITS = 7;
const TYPE_BITS = 3;
const WITH_LENGTH = 2;

function varint(value: number): number[] {
  const rest = value >>> BITS;
  return rest === 0 ? [value] : [(value & LOW_BITS) | MORE, ...varint(rest)];
}

/** A field that holds a whole number. */
export function numberField(field: number, value: number): number[] {
  return [...varint(field << TYPE_BITS), ...varint(value)];
}

/** A field that holds a text, or a message by its bytes. */
export function field(number: number, content: string | readonly number[]): number[] {
  const bytes = typeof content === "string" ? [...new TextEncoder().encode(content)] : content;
  return [...varint((number << TYPE_BITS) | WITH_LENGTH), ...varint(bytes.length), ...bytes];
}

/** The messages of a list that is field 1; undefined where there is anything else beside it. */
export function onlyList(bytes: Uint8Array): Uint8Array[] | undefined {
  const found: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at++] !== ((1 << TYPE_BITS) | WITH_LENGTH)) return undefined;
    let length = 0;
    for (let shift = 0, more = true; more; shift += BITS) {
      const byte = bytes[at++] ?? 0;
      length |= (byte & LOW_BITS) << shift;
      more = byte >= MORE;
    }
    found.push(bytes.subarray(at, (at += length)));
  }
  return found;
}

/** The text that is the first field of a message, where it is a short one; else "". */
export function firstText(message: Uint8Array): string {
  const [tag, length = MORE] = message;
  if (tag !== ((1 << TYPE_BITS) | WITH_LENGTH) || length >= MORE) return "";
  return new TextDecoder().decode(message.subarray(2, 2 + length));
}
