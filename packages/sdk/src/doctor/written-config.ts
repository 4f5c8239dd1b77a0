// Looks into a config as it stands in the file, where nothing is known of its shape.
import { isRecord } from "@mayros/config";

export function recordAt(
  value: unknown,
  ...path: readonly string[]
): Readonly<Record<string, unknown>> {
  const found = valueAt(value, path);
  return isRecord(found) ? found : {};
}

/** The items as texts; none where there is no list. */
export function listAt(value: unknown, ...path: readonly string[]): string[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found.map(String) : [];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, key) => (isRecord(found) && Object.hasOwn(found, key) ? found[key] : undefined),
    value,
  );
}
