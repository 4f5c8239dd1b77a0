// Everything that can be said about the files of a config without zod. Where they are and what reads them
// is handed in.
import type { Environment } from "@mayros/core";
import { applyUnset } from "./apply-unset.ts";
import { checkApis } from "./check-apis.ts";
import { byPlace, type ConfigIssue, type Finding, placeFindings } from "./config-issue.ts";
import { dropPlaceholders } from "./drop-placeholders.ts";
import { isRecord } from "./is-record.ts";
import type { Json5Node } from "./json5/json5-node.ts";
import { toValue } from "./json5/to-value.ts";
import { findSteering, isOverridden, overlayEnv } from "./overlay-env.ts";
import type { ConfigDocument, ConfigSource } from "./source/config-document.ts";
import { layerModelsFile } from "./source/layer-models-file.ts";
import { readDotEnv } from "./source/read-dot-env.ts";
import { parseSource, tryRead } from "./source/read-source.ts";
import { resolveIncludes } from "./source/resolve-includes.ts";
import { splitForeign } from "./split-foreign.ts";
import { substitute } from "./substitute.ts";

/** What lies around the text of mayros.json. */
export interface Surroundings {
  /** Absolute. */
  readonly configPath: string;
  readonly modelsPath: string;
  readonly dotEnvPath: string;
  /** What `~` means. */
  readonly home: string;
  /** undefined where there is no file. Throws MAYROS_STATE_UNREADABLE. */
  readonly read: (path: string) => string | undefined;
  /** Others than its owner may read it. */
  readonly isOpen: (path: string) => boolean;
}

export interface Interpretation {
  /** Of mayros.json alone. Absent where the text is not JSON5. */
  readonly tree?: Json5Node;
  /** All files as one: includes in their places, models.json under it. Absent with `tree`. */
  readonly document?: ConfigDocument;
  /** With what is included, but as written: unsubstituted, foreign sections in it, models.json not. */
  readonly value: unknown;
  /** Our sections, substituted, without what unset variables made unusable; not validated yet. */
  readonly config: unknown;
  readonly env: Environment;
  /** The variables that were asked for, with their values. */
  readonly references: Readonly<Record<string, string | undefined>>;
  readonly disabledProviders: Readonly<Record<string, string>>;
  readonly issues: readonly ConfigIssue[];
  /** Every JSON5 text that counted. */
  readonly texts: readonly ConfigSource[];
}

/** A key may be written with escapes. Most configs include nothing, and looking costs a millisecond. */
const MAY_INCLUDE = /\$include|\\/;

/** Never throws for bad text. */
export function interpretConfig(
  text: string,
  env: Environment,
  around: Surroundings,
): Interpretation {
  const main = { path: around.configPath, text };
  const { node: tree, issues } = parseSource(main, main, []);
  if (!tree) return { ...nothing, env, issues, texts: [main] };
  const placed = { node: tree, source: main };
  const resolved = MAY_INCLUDE.test(text)
    ? resolveIncludes(placed, around.read, around.home)
    : { document: { ...placed, main, sources: new Map() }, issues: [], included: [] };
  const layered = layerModels(resolved.document, around);
  const read = interpretDocument(layered.document, env, around);
  return {
    ...read,
    tree,
    document: layered.document,
    value: toValue(resolved.document.node),
    issues: [...issues, ...resolved.issues, ...layered.issues, ...read.issues].sort(byPlace),
    texts: [main, ...resolved.included, ...layered.texts],
  };
}

const nothing = { value: undefined, config: {}, references: {}, disabledProviders: {} };

function layerModels(
  document: ConfigDocument,
  { modelsPath, read }: Surroundings,
): { document: ConfigDocument; issues: readonly ConfigIssue[]; texts: ConfigSource[] } {
  const found = tryRead(read, modelsPath);
  if ("problem" in found) {
    const place = { file: modelsPath, path: "", line: 1, column: 1 };
    const issues = [{ ...place, message: found.problem, severity: "error" as const }];
    return { document, issues, texts: [] };
  }
  if (found.text === undefined) return { document, issues: [], texts: [] };
  const source = { path: modelsPath, text: found.text };
  return { ...layerModelsFile(document, source), texts: [source] };
}

function interpretDocument(
  document: ConfigDocument,
  env: Environment,
  { dotEnvPath, read, isOpen }: Surroundings,
): Pick<Interpretation, "config" | "env" | "references" | "disabledProviders" | "issues"> {
  const { ours, findings: foreign } = splitForeign(toValue(document.node));
  const dotEnv = readDotEnv({ path: dotEnvPath, read, isOpen });
  const outer = withDefaults(env, dotEnv.variables);
  const block = isRecord(ours) ? ours.env : undefined;
  const merged = overlayEnv(outer, block);
  const { value: substituted, unset, references } = substitute(ours, merged);
  const steering = findSteering(block);
  const asked = unset.filter(
    ({ path }) => !isOverridden(outer, path) && !steering.some((one) => isSamePath(one.path, path)),
  );
  const { config: usable, disabledProviders, findings } = applyUnset(substituted, asked);
  const { config, findings: placeholders } = dropPlaceholders(usable);
  const all = [...foreign, ...steering, ...findings, ...placeholders, ...checkApis(config)];
  const issues = [...dotEnv.issues, ...placeFindings(document, all)];
  return { config, env: merged, references, disabledProviders, issues };
}

/** `env`, and what it has not set from `defaults`. */
function withDefaults(env: Environment, defaults: Readonly<Record<string, string>>): Environment {
  const missing = Object.entries(defaults).filter(([name, value]) => value !== "" && !env[name]);
  return missing.length === 0 ? env : { ...env, ...Object.fromEntries(missing) };
}

function isSamePath(a: Finding["path"], b: Finding["path"]): boolean {
  return a.length === b.length && a.every((segment, index) => segment === b[index]);
}
