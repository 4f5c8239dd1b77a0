// Lays the words of the declarations over the JSON Schema that is made of the zod one. Every field has to be explained.
import ts from "typescript";
import type { Declarations, FieldDoc } from "./read-interfaces.ts";

/** As far as the manifest's needs it. */
export interface JsonSchema {
  type?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
  enum?: string[];
  const?: unknown;
  anyOf?: JsonSchema[];
  pattern?: string;
  [more: string]: unknown;
}

/** Changes `schema`; throws for a field that nobody explained. */
export function describeSchema(schema: JsonSchema, name: string, declarations: Declarations): void {
  const fields = declarations.fields(name);
  if (!fields) throw new Error(`packages/core/src/declarations has no interface ${name}`);
  describeFields(schema, fields, name, declarations);
}

function describeFields(
  schema: JsonSchema,
  fields: ReadonlyMap<string, FieldDoc>,
  where: string,
  declarations: Declarations,
): void {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const field = fields.get(name);
    if (!field?.doc) throw new Error(`${where}.${name} has no doc comment in packages/core`);
    property.description = field.doc;
    describeType(property, field.type, `${where}.${name}`, declarations);
  }
}

/** Goes down where the type and the schema do. */
function describeType(
  schema: JsonSchema,
  type: ts.TypeNode,
  where: string,
  declarations: Declarations,
): void {
  if (ts.isArrayTypeNode(type)) {
    if (schema.items) describeType(schema.items, type.elementType, where, declarations);
    return;
  }
  if (ts.isTypeLiteralNode(type)) {
    describeFields(schema, declarations.literal(type), where, declarations);
    return;
  }
  if (!ts.isTypeReferenceNode(type)) return;
  const name = type.typeName.getText();
  const [first, second] = type.typeArguments ?? [];
  if (name === "Partial" && first) describeType(schema, first, where, declarations);
  else if (name === "Record" && second && typeof schema.additionalProperties === "object") {
    describeType(schema.additionalProperties, second, where, declarations);
  } else {
    const fields = declarations.fields(name);
    if (fields) describeFields(schema, fields, name, declarations);
  }
}
