// The zod schemas, apart from the rest so that programs which only need the contracts load no zod.
export { bareIssues, explainIssue, NO_SENTENCE, type SchemaIssue } from "./explain-issue.ts";
export { manifestSchema, pluginIdPattern } from "./manifest-schema.ts";
export { headersSchema, modelSchema, modelsFileSchema, urlSchema } from "./model-schema.ts";
export { configProviderSchema, providerIdPattern, providerSchema } from "./provider-schema.ts";
export {
  secretProviderName,
  secretProviderSchema,
  secretReferenceSchema,
} from "./secret-reference-schema.ts";
