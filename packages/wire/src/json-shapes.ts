// Hand checks for values out of JSON.parse. Vendors send null, empty and wrong-typed fields where
// their documents promise others, and a schema library is too slow for every chunk of a stream.

export type JsonRecord = Readonly<Record<string, unknown>>;

export function recordOf(value: unknown): JsonRecord | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonRecord)
    : undefined;
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
