// Which keys the schema knows at a path, read from the schema itself so that "did you mean" needs no
// second list.
import type { ConfigPath } from "../path/config-path.ts";

/** The parts of a zod definition that are needed to walk it. */
interface Definition {
  readonly shape?: Record<string, Schema>;
  readonly innerType?: Schema;
  readonly valueType?: Schema;
  readonly element?: Schema;
  readonly options?: readonly Schema[];
}

interface Schema {
  readonly _zod: { readonly def: object };
}

/** Empty where the schema takes any key, or none. */
export function knownKeys(schema: Schema, path: ConfigPath): string[] {
  let level = unwrap(schema);
  for (const segment of path) level = level.flatMap((part) => unwrapAll(stepInto(part, segment)));
  return level.flatMap((part) => Object.keys(definition(part).shape ?? {}));
}

function stepInto(schema: Schema, segment: string | number): (Schema | undefined)[] {
  const { shape, valueType, element } = definition(schema);
  const member = shape && Object.hasOwn(shape, segment) ? shape[segment] : undefined;
  return [member, valueType, element];
}

function unwrapAll(schemas: (Schema | undefined)[]): Schema[] {
  return schemas.flatMap((schema) => (schema ? unwrap(schema) : []));
}

/** Looks through optionals and into every option of a union. */
function unwrap(schema: Schema): Schema[] {
  const { innerType, options } = definition(schema);
  if (innerType) return unwrap(innerType);
  return options ? options.flatMap(unwrap) : [schema];
}

function definition(schema: Schema): Definition {
  return schema._zod.def;
}
