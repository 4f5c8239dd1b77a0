// Finds what a secret reference stands for: in a variable, in a file, or by asking a program.
import type {
  Environment,
  ExecSecretProvider,
  FileSecretProvider,
  SecretProvider,
  SecretReference,
} from "@mayros/core";
import { readFileSecret } from "./read-file-secret.ts";
import { runExecSecret } from "./run-exec-secret.ts";
import { type SecretProblem, secretUnavailable } from "./secret-unavailable.ts";

export interface SecretSources {
  readonly env: Environment;
  /** `auth.secretProviders` of the config. */
  readonly providers: Readonly<Record<string, SecretProvider>>;
  /** Makes a path of the config absolute. */
  readonly toPath: (path: string) => string;
}

const PATIENCE_SECONDS = 5;

/** Rejects with MAYROS_SECRET_UNAVAILABLE. */
export async function resolveSecretReference(
  reference: SecretReference,
  sources: SecretSources,
): Promise<string> {
  const found = await find(reference, sources);
  if (typeof found !== "string") throw secretUnavailable(reference, found);
  if (found.trim() !== "") return found;
  throw secretUnavailable(reference, { what: "it is empty", hint: "mayros doctor" });
}

async function find(
  reference: SecretReference,
  sources: SecretSources,
): Promise<string | SecretProblem> {
  const { id } = reference;
  if (reference.source === "env") {
    const value = sources.env[id]?.trim();
    return value ? value : { what: `the variable ${id} is not set`, hint: `export ${id}=...` };
  }
  const provider = findProvider(reference, sources.providers);
  if ("what" in provider) return provider;
  return provider.source === "file"
    ? readFile(provider, id, sources)
    : runProgram(provider, id, sources);
}

/** The provider that a reference names, or why there is none. */
export function findProvider(
  reference: Exclude<SecretReference, { source: "env" }>,
  providers: SecretSources["providers"],
): SecretProvider | SecretProblem {
  const { provider: name, source } = reference;
  const provider = Object.hasOwn(providers, name) ? providers[name] : undefined;
  const hint = "mayros config get auth.secretProviders";
  if (!provider) return { what: `auth.secretProviders has no "${name}"`, hint };
  if (provider.source === source) return provider;
  return { what: `auth.secretProviders.${name} is a ${provider.source} and no ${source}`, hint };
}

export const formatOf = ({ path, format }: FileSecretProvider): "json" | "text" =>
  format ?? (path.endsWith(".json") ? "json" : "text");

function readFile(
  provider: FileSecretProvider,
  id: string,
  { toPath }: SecretSources,
): string | SecretProblem {
  const path = toPath(provider.path);
  return readFileSecret({ path, format: formatOf(provider), id, uid: process.getuid?.() });
}

function runProgram(
  { command, args = [], env: passed = [], timeoutSeconds = PATIENCE_SECONDS }: ExecSecretProvider,
  id: string,
  { env }: SecretSources,
): Promise<string | SecretProblem> {
  const patience = timeoutSeconds * 1000;
  return runExecSecret({ command, args, id, passed, env, patience, uid: process.getuid?.() });
}
