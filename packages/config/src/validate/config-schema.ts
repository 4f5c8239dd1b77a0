// The schema of mayros.json without what is foreign to us: strict, because a misspelled key would
// otherwise be ignored in silence. Only loaded when a config has to be validated.
import {
  bareIssues,
  configProviderSchema,
  pluginIdPattern,
  providerIdPattern,
  secretProviderName,
  secretProviderSchema,
} from "@mayros/core/schema";
import * as z from "zod/mini";
import type { Config } from "../config.ts";

const text = z.string().check(z.minLength(1));
const texts = z.exactOptional(z.array(text));
const hours = z.number().check(z.gt(0, "must be above 0"));
const anything = z.record(z.string(), z.unknown());

const providerId = z
  .string()
  .check(z.regex(providerIdPattern, "is not a provider id: use a-z, 0-9 and . _ - in it"));
const pluginId = z
  .string()
  .check(z.regex(pluginIdPattern, "is not a plugin id: use a-z, 0-9 and - in it"));
const envName = z
  .string()
  .check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "is not a name of an environment variable"));

const modelSelection = z.union([
  text,
  z.strictObject({ primary: z.exactOptional(text), fallbacks: texts }),
]);

const agents = z.strictObject({
  defaults: z.exactOptional(
    z.strictObject({
      model: z.exactOptional(modelSelection),
      imageModel: z.exactOptional(modelSelection),
      models: z.exactOptional(
        z.record(
          text,
          z.strictObject({
            alias: z.exactOptional(text),
            params: z.exactOptional(anything),
            streaming: z.exactOptional(z.boolean()),
          }),
        ),
      ),
      modelPolicy: z.exactOptional(z.strictObject({ allow: texts })),
    }),
  ),
});

const aliasName = z
  .string()
  .check(z.regex(/^[^/]+$/, "is never found: with a slash it is read as provider/model"));

const models = z.strictObject({
  mode: z.exactOptional(z.enum(["merge", "replace"])),
  providers: z.exactOptional(z.record(providerId, configProviderSchema)),
  aliases: z.exactOptional(
    z.record(aliasName, z.union([text, z.strictObject({ model: text, fallbacks: texts })])),
  ),
});

const auth = z.strictObject({
  store: z.exactOptional(z.enum(["auto", "keyring", "file"])),
  secretProviders: z.exactOptional(z.record(secretProviderName, secretProviderSchema)),
  profiles: z.exactOptional(
    z.record(
      text,
      z.strictObject({
        provider: text,
        mode: z.enum(["api_key", "api-key", "oauth", "token"]),
        email: z.exactOptional(text),
      }),
    ),
  ),
  order: z.exactOptional(z.record(text, z.array(text))),
  cooldowns: z.exactOptional(
    z.strictObject({
      billingBackoffHours: z.exactOptional(hours),
      billingBackoffHoursByProvider: z.exactOptional(z.record(text, hours)),
      billingMaxHours: z.exactOptional(hours),
      failureWindowHours: z.exactOptional(hours),
    }),
  ),
});

const plugins = z.strictObject({
  enabled: z.exactOptional(z.boolean()),
  allow: texts,
  deny: texts,
  load: z.exactOptional(z.strictObject({ paths: texts })),
  slots: z.exactOptional(z.record(z.string(), text)),
  entries: z.exactOptional(
    z.record(
      pluginId,
      z.strictObject({
        enabled: z.exactOptional(z.boolean()),
        config: z.exactOptional(anything),
        grants: z.exactOptional(
          z.strictObject({ env: texts, hosts: texts, code: z.exactOptional(z.boolean()) }),
        ),
      }),
    ),
  ),
  installs: z.exactOptional(z.record(pluginId, anything)),
});

const env = z
  .catchall(
    z.object({
      vars: z.exactOptional(z.record(envName, z.string())),
      shellEnv: z.exactOptional(
        z.strictObject({
          enabled: z.exactOptional(z.boolean()),
          timeoutMs: z.exactOptional(z.number().check(z.gt(0, "must be above 0"))),
        }),
      ),
    }),
    z.string(),
  )
  .check((section) => {
    for (const key of Object.keys(section.value)) {
      const { error } = envName.safeParse(key, bareIssues);
      if (!error) continue;
      const { issues } = error;
      section.issues.push({
        code: "invalid_key",
        origin: "record",
        issues,
        input: key,
        path: [key],
      });
    }
  });

export const configSchema: z.ZodMiniType<Config> = z.strictObject({
  $schema: z.exactOptional(z.string()),
  agents: z.exactOptional(agents),
  models: z.exactOptional(models),
  auth: z.exactOptional(auth),
  plugins: z.exactOptional(plugins),
  env: z.exactOptional(env),
  gateway: z.exactOptional(anything),
  meta: z.exactOptional(anything),
});
