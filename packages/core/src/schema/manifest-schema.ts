// Checks mayros.plugin.json before anything of the plugin is used.
import * as z from "zod/mini";
import type { PluginManifest } from "../declarations/plugin-manifest.ts";
import { oauthSchema } from "./oauth-schema.ts";
import { providerIdPattern, providerSchema } from "./provider-schema.ts";

const text = z.string().check(z.minLength(1));
const names = z.exactOptional(z.array(text));

/** `1.2.3`; a range would be compared with nothing, and hold for ever. */
const exactVersion = z
  .string()
  .check(z.regex(/^\d+\.\d+\.\d+(?:-[\w.-]+)?$/, "is not an exact version"));

export const pluginIdPattern: RegExp = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** `api.acme.example`, or `*.acme.example`: a wildcard that covers half the internet says nothing. */
const hostPattern = z
  .string()
  .check(
    z.regex(
      /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\*(?:\.[a-z0-9-]+){2,}|\[[0-9a-f:]+\])$/,
      "is not a host, or *. and a domain",
    ),
  );

/** What a wire format may be called: it stands in messages, and is typed into configs. */
const apiName = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, "is not a name of a wire format"));

/** A path that stays inside the plugin's folder. */
const insidePath = z.string().check(
  z.refine((path) => path !== "" && !path.startsWith("/") && !path.split(/[\\/]/).includes(".."), {
    error: "must be a path inside the plugin's folder",
  }),
);

export const manifestSchema: z.ZodMiniType<PluginManifest> = z.strictObject({
  $schema: z.exactOptional(z.string()),
  id: z.string().check(z.regex(pluginIdPattern, "must be kebab-case")),
  apiVersion: z.literal(1),
  minCore: z.exactOptional(exactVersion),
  name: text,
  description: text,
  enabledByDefault: z.exactOptional(z.boolean()),
  status: z.exactOptional(z.enum(["active", "unofficial", "retired"])),
  notice: z.exactOptional(text),
  successor: z.exactOptional(text),
  entry: z.exactOptional(insidePath),
  configSchema: z.exactOptional(z.record(z.string(), z.unknown())),
  oauth: z.exactOptional(oauthSchema),
  providers: z.exactOptional(
    z.record(z.string().check(z.regex(providerIdPattern)), providerSchema),
  ),
  apis: z.exactOptional(
    z.array(z.strictObject({ id: apiName, aliases: z.exactOptional(z.array(apiName)) })),
  ),
  hosts: z.exactOptional(z.array(hostPattern)),
  env: names,
  exec: names,
  files: names,
  needsBody: z.exactOptional(z.boolean()),
  ownTransport: z.exactOptional(z.boolean()),
  libraries: z.exactOptional(z.record(text, exactVersion)),
  commandAliases: z.exactOptional(
    z.record(
      z.string().check(z.regex(/^[a-z][a-z0-9-]*$/, "is not a word of a command")),
      z.string().check(z.regex(/^[^/]+\/[^/]+$/, "is not <provider>/<method>")),
    ),
  ),
  sources: z.array(
    z.strictObject({
      url: z.url(),
      accessed: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, "must be YYYY-MM-DD")),
    }),
  ),
});
