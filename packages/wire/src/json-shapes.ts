// Hand checks for values out of JSON.parse. Vendors send null, empty and wrong-typed fields where
// their documents promise others, and a schema library is too slow for every chunk of a stream.

export type JsonRecord = Readonly<Record<string, unknown>>;

export function recordOf(value: unknown): JsonRecord | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonRecord)
    : undefined;
}

/**
 * A record with other keys or values. Keys are taken as they are: an assignment to `__proto__`, a name
 * like any other in JSON, would change the prototype instead.
 */
export function mapRecord<Value>(
  record: JsonRecord,
  map: (name: string, value: unknown) => readonly [name: string, value: Value] | undefined,
): Record<string, Value> {
  const entries = Object.entries(record).map(([name, value]) => map(name, value));
  return Object.fromEntries(entries.filter((entry) => entry !== undefined));
}

const nothing: readonly unknown[] = [];

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : nothing;
}

/** The records in a list. */
export function recordsOf(value: unknown): JsonRecord[] {
  return listOf(value)
    .map(recordOf)
    .filter((entry) => entry !== undefined);
}

/** A string with something in it. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The record that a text holds, or undefined where it holds none. */
export function parseRecord(text: string): JsonRecord | undefined {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}
