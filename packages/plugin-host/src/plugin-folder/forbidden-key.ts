// Finds names that reach into JavaScript's own objects when objects are merged, and nesting that would
// exhaust the stack of whoever walks it. Pure; does not recurse itself.
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);
const MOST_DEPTH = 64;

/** What is wrong with the first such place, or undefined. */
export function forbiddenKey(value: unknown): string | undefined {
  const open: { value: unknown; path: string; depth: number }[] = [{ value, path: "", depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value: inner, path, depth } = next;
    if (typeof inner !== "object" || inner === null) continue;
    if (depth === MOST_DEPTH) return `it is nested more than ${MOST_DEPTH} deep`;
    for (const key of Object.keys(inner)) {
      const place = path === "" ? key : `${path}.${key}`;
      if (FORBIDDEN.has(key)) return `${place} is a name that can't be used`;
      open.push({ value: (inner as Record<string, unknown>)[key], path: place, depth: depth + 1 });
    }
  }
  return undefined;
}
