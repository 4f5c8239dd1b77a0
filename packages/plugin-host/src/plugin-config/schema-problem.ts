// Keeps a plugin's configSchema from being a trap: a few lines of JSON Schema can refer to themselves, or
// to each other so often that checking one value takes years. Such schemas are refused unread. Pure.

/** Places that a check may visit, references followed. */
const MOST_PLACES = 2000;

/** Keywords whose value is data, and those that only hold what a reference may lead to. */
const NOT_VISITED =
  /^(?:const|enum|default|examples|required|description|title|\$defs|definitions|\$schema|\$comment)$/;
/** Keywords whose value is schemas by a name of the plugin's choice. */
const NAMED = /^(?:properties|patternProperties|dependentSchemas|dependencies)$/;

/** Why it can't be used, or undefined. */
export function schemaProblem(schema: Readonly<Record<string, unknown>>): string | undefined {
  const sizes = new Map<object, number>();
  const open = new Set<object>();

  const sizeOfKeyword = (key: string, value: unknown): number => {
    if (NOT_VISITED.test(key)) return 0;
    if (key === "$ref") return sizeOf(target(schema, value));
    if (key.startsWith("$")) throw new Error(`can't use ${key}`);
    if (!NAMED.test(key) || typeof value !== "object" || value === null) return sizeOf(value);
    return Object.values(value).reduce((sum: number, child) => sum + sizeOf(child), 1);
  };
  const sizeOf = (value: unknown): number => {
    if (typeof value !== "object" || value === null) return 0;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    if (open.has(value)) throw new Error("refers to itself");
    open.add(value);
    let size = 1;
    for (const [key, child] of Object.entries(value)) {
      size += sizeOfKeyword(key, child);
      if (size > MOST_PLACES) throw new Error("is too large");
    }
    open.delete(value);
    sizes.set(value, size);
    return size;
  };

  try {
    sizeOf(schema);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** What `#/$defs/name` refers to. */
function target(schema: unknown, reference: unknown): unknown {
  if (typeof reference !== "string" || !reference.startsWith("#/")) {
    throw new Error('can only refer to places in itself: "#/$defs/name"');
  }
  let found = schema;
  for (const step of reference.slice(2).split("/")) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    const isThere = typeof found === "object" && found !== null && Object.hasOwn(found, key);
    if (!isThere) throw new Error(`refers to ${reference}, which is not in it`);
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}
