// Narrows an unknown value to an object with keys; config values are unknown until they are checked.

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
