// Removes JSON schema keywords that a server refuses. It walks schemas only: a property that happens to
// be called `minLength`, or a default value, stays.

/** Keywords whose values are records of schemas by name. */
const named = new Set([
  "properties",
  "patternProperties",
  "$defs",
  "definitions",
  "dependentSchemas",
]);
/** Keywords whose values are data. */
const data = new Set(["const", "default", "enum", "examples", "required"]);

export function stripKeywords(schema: unknown, refused: ReadonlySet<string>): unknown {
  if (Array.isArray(schema)) return schema.map((entry) => stripKeywords(entry, refused));
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => !refused.has(keyword))
      .map(([keyword, value]) => [keyword, stripValue(keyword, value, refused)]),
  );
}

function stripValue(keyword: string, value: unknown, refused: ReadonlySet<string>): unknown {
  if (data.has(keyword)) return value;
  if (!named.has(keyword) || typeof value !== "object" || value === null) {
    return stripKeywords(value, refused);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, schema]) => [name, stripKeywords(schema, refused)]),
  );
}
