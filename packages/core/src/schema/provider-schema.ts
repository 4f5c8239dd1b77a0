// One base schema for what is known about a provider, and its two refinements: complete in a
// manifest, partial and with a key in the user's config.
import * as z from "zod/mini";
import type { AuthMethod } from "../declarations/auth-method.ts";
import type { ConfigProvider, ProviderDeclaration } from "../declarations/provider-declaration.ts";
import { headersSchema, modelSchema, urlSchema } from "./model-schema.ts";
import { oauthSchema } from "./oauth-schema.ts";
import { secretReferenceSchema } from "./secret-reference-schema.ts";

const text = z.string().check(z.minLength(1));
/** What a provider id looks like; `z.ai` is one, so dots are allowed. */
export const providerIdPattern: RegExp = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const envName = z.string().check(z.regex(/^[A-Z_][A-Z0-9_]*$/, "is not an environment name"));

const base = {
  name: z.exactOptional(text),
  aliases: z.exactOptional(z.array(z.string().check(z.regex(providerIdPattern)))),
  api: z.exactOptional(text),
  baseUrl: z.exactOptional(urlSchema),
  headers: z.exactOptional(headersSchema),
  authHeader: z.exactOptional(
    z.union([
      z.boolean(),
      z
        .string()
        .check(
          z.regex(
            /^[a-z][a-z0-9-]*(?:: [A-Za-z]+)?$/,
            "is not the name of a header, in small letters",
          ),
        ),
    ]),
  ),
  timeoutSeconds: z.exactOptional(z.number().check(z.gt(0, "must be above 0"))),
  compat: z.exactOptional(z.record(z.string(), z.unknown())),
  models: z.exactOptional(z.array(modelSchema)),
};

const authMethodSchema: z.ZodMiniType<AuthMethod> = z.strictObject({
  id: text,
  kind: z.enum(["api-key", "token", "oauth-browser", "oauth-device", "ambient", "none"]),
  choice: z.exactOptional(text),
  deprecatedChoices: z.exactOptional(z.array(text)),
  group: z.exactOptional(text),
  label: text,
  hint: z.exactOptional(text),
  fields: z.exactOptional(
    z.array(
      z.strictObject({
        name: text,
        flag: z.string().check(z.regex(/^--[a-z0-9][a-z0-9-]*$/, "is not a long option")),
        env: z.exactOptional(z.array(envName)),
        prompt: text,
        secret: z.exactOptional(z.boolean()),
        prefixes: z.exactOptional(z.array(text)),
      }),
    ),
  ),
  sets: z.exactOptional(
    z.strictObject({ baseUrl: z.exactOptional(urlSchema), provider: z.exactOptional(text) }),
  ),
  tryOthers: z.exactOptional(z.array(text)),
  defaultModel: z.exactOptional(z.string().check(z.regex(/^[^/]+\/.+$/, "is not a model ref"))),
  profileId: z.exactOptional(text),
  oauth: z.exactOptional(oauthSchema),
  ambient: z.exactOptional(
    z.strictObject({
      env: z.exactOptional(z.array(envName)),
      files: z.exactOptional(z.array(text)),
    }),
  ),
  expiresInDays: z.exactOptional(z.int().check(z.gt(0, "must be above 0"))),
  interactive: z.exactOptional(z.boolean()),
});

/** A provider block of a manifest. */
export const providerSchema: z.ZodMiniType<ProviderDeclaration> = z.strictObject({
  ...base,
  name: text,
  api: text,
  baseUrls: z.exactOptional(z.array(urlSchema)),
  nextHostOn: z.exactOptional(z.array(z.int().check(z.gte(300), z.lte(599)))),
  authMethods: z.array(authMethodSchema),
  keyPrefix: z.exactOptional(envName),
  extraKeys: z.exactOptional(z.array(envName)),
  profilesFrom: z.exactOptional(z.string().check(z.regex(providerIdPattern))),
  modelsFile: z.exactOptional(text),
  discover: z.exactOptional(
    z.strictObject({
      kind: z.enum(["openai-models", "anthropic-models", "google-models", "ollama-tags", "code"]),
      path: z.exactOptional(
        z.string().check(z.regex(/^(?!\/\/)[\w./~-]+$/, "is not a path from the base URL")),
      ),
      whenEnv: z.exactOptional(envName),
      onRefresh: z.exactOptional(z.boolean()),
    }),
  ),
});

/** A `models.providers.<id>` block of mayros.json. */
export const configProviderSchema: z.ZodMiniType<ConfigProvider> = z.strictObject({
  ...base,
  auth: z.exactOptional(z.enum(["api-key", "token", "oauth", "aws-sdk", "none"])),
  apiKey: z.exactOptional(z.union([text, secretReferenceSchema])),
});
