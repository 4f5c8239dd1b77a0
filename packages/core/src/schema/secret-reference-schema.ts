// Checks references to secrets, and the files and programs that they may name.
import * as z from "zod/mini";
import type { SecretProvider, SecretReference } from "../declarations/secret-reference.ts";

const text = z.string().check(z.minLength(1));
const variable = z
  .string()
  .check(z.regex(/^[A-Z][A-Z0-9_]{0,127}$/, "is not a name of a variable: A-Z, 0-9 and _"));
const providerName = z
  .string()
  .check(
    z.regex(/^[a-z][a-z0-9_-]{0,63}$/, "is not a name of a secret provider: a-z, 0-9, - and _"),
  );
const pointer = z
  .string()
  .check(
    z.regex(/^(?:\/(?:[^~]|~[01])*)?$/, 'is not a JSON pointer such as "/acme/key", nor empty'),
  );
/** It becomes an argument: not one that a program would take for an option, nor a way out of a folder. */
const execId = z.string().check(
  z.regex(
    /^[A-Za-z0-9](?:[\x20-\x7e]{0,254}[\x21-\x7e])?$/,
    "begins with a letter or digit and has up to 256 visible characters",
  ),
  z.refine((id: string) => !id.split("/").some((part) => part === "." || part === ".."), {
    error: 'has "." or ".." in it',
  }),
);

export const secretReferenceSchema: z.ZodMiniType<SecretReference> = z.discriminatedUnion(
  "source",
  [
    z.strictObject({ source: z.literal("env"), id: variable }),
    z.strictObject({ source: z.literal("file"), provider: providerName, id: pointer }),
    z.strictObject({ source: z.literal("exec"), provider: providerName, id: execId }),
  ],
);

const absolutePath = z
  .string()
  .check(z.regex(/^(?:\/|[A-Za-z]:[\\/]).+/, "is not an absolute path of a program"));

export const secretProviderSchema: z.ZodMiniType<SecretProvider> = z.discriminatedUnion("source", [
  z.strictObject({
    source: z.literal("file"),
    path: text,
    format: z.exactOptional(z.enum(["json", "text"])),
  }),
  z.strictObject({
    source: z.literal("exec"),
    command: absolutePath,
    args: z.exactOptional(z.array(z.string())),
    env: z.exactOptional(z.array(variable)),
    timeoutSeconds: z.exactOptional(
      z.number().check(z.gt(0, "must be above 0"), z.lte(120, "must be at most 120")),
    ),
  }),
]);

/** Names of secret providers, as the config's keys. */
export const secretProviderName: z.ZodMiniType<string> = providerName;
