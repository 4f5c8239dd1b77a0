// Checks model declarations from manifests, models.json and the user's config: strict, because a
// misspelled key would otherwise be ignored in silence.
import * as z from "zod/mini";
import type { ModelDeclaration } from "../declarations/model-declaration.ts";

const text = z.string().check(z.minLength(1));
const price = z.number().check(z.gte(0));
const tokens = z.int().check(z.gte(1));
const thinkingWord = z.exactOptional(z.nullable(text));

const prices = { input: price, output: price, cacheRead: price, cacheWrite: price };

/** Headers of a config or manifest. Those that say where and how a body goes are the sender's own. */
export const headersSchema: z.ZodMiniType<Record<string, string>> = z.record(
  z.string().check(
    z.regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, "is not a header name"),
    z.refine(
      (name) => !/^(?:host|content-length|content-type|transfer-encoding|connection)$/i.test(name),
      {
        error: "is a header that can't be set",
      },
    ),
  ),
  z.string().check(z.regex(/^[\t\x20-\x7e\x80-\xff]*$/, "is not a header value")),
);

/** An absolute http(s) URL without a user name in it. */
export const urlSchema: z.ZodMiniType<string> = z.string().check(
  z.refine(
    (value) => {
      if (!URL.canParse(value)) return false;
      const url = new URL(value);
      return /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
    },
    { error: "must be an absolute http(s) URL without a user name" },
  ),
);

export const modelSchema: z.ZodMiniType<ModelDeclaration> = z.strictObject({
  id: text,
  wireId: z.exactOptional(text),
  name: z.exactOptional(text),
  api: z.exactOptional(text),
  baseUrl: z.exactOptional(urlSchema),
  reasoning: z.exactOptional(z.boolean()),
  thinkingLevelMap: z.exactOptional(
    z.strictObject({
      off: thinkingWord,
      minimal: thinkingWord,
      low: thinkingWord,
      medium: thinkingWord,
      high: thinkingWord,
      xhigh: thinkingWord,
      max: thinkingWord,
    }),
  ),
  input: z.exactOptional(z.array(z.enum(["text", "image"]))),
  cost: z.exactOptional(
    z.strictObject({
      input: z.exactOptional(price),
      output: z.exactOptional(price),
      cacheRead: z.exactOptional(price),
      cacheWrite: z.exactOptional(price),
      tiers: z.exactOptional(z.array(z.strictObject({ inputTokensAbove: tokens, ...prices }))),
    }),
  ),
  contextWindow: z.exactOptional(tokens),
  maxTokens: z.exactOptional(tokens),
  headers: z.exactOptional(headersSchema),
  compat: z.exactOptional(z.record(z.string(), z.unknown())),
});

/** The content of a `models.json` beside a manifest. */
export const modelsFileSchema: z.ZodMiniType<{ models: ModelDeclaration[] }> = z.strictObject({
  models: z.array(modelSchema),
});
