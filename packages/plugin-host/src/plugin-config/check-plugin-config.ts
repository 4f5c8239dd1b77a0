// Checks `plugins.entries.<id>.config` by the JSON Schema of the plugin's manifest. Imported lazily: few
// plugins have a config. Sentences are made here and not by the library, which quotes values in its
// own: a value may be a key.
import { runInNewContext } from "node:vm";
import { type OutputUnit, type Schema, Validator } from "@cfworker/json-schema";
import { nearestName } from "@mayros/core";
import { urlProblems } from "./url-problems.ts";

/** Every command waits for it. */
const MOST_MS = 1000;

/** What is wrong, each with its path below `config`; empty when nothing is. */
export function checkPluginConfig(
  schema: Readonly<Record<string, unknown>>,
  config: unknown,
): string[] {
  // A copy: the library writes notes of its own into the schema.
  const copy = structuredClone(schema) as Schema;
  let errors: OutputUnit[];
  try {
    errors = inTime(() => new Validator(copy, "2020-12", false).validate(config).errors);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") {
      return [`config can't be checked: the plugin's configSchema takes over ${MOST_MS / 1000} s`];
    }
    return [
      `config can't be checked: the plugin's configSchema is wrong (${(error as Error).name})`,
    ];
  }
  const leaves = errors.filter((unit) => !isSummary(unit, errors));
  const misfits = [...new Set(leaves.map((unit) => explain(unit, schema)))];
  return misfits.length > 0 ? misfits : urlProblems(config);
}

/** A `pattern` can try for years to fit a short text, and only the engine itself can break that off. */
function inTime<Result>(run: () => Result): Result {
  return runInNewContext("run()", { run }, { timeout: MOST_MS }) as Result;
}

/**
 * "A property is wrong", beside the unit that says what is wrong with it. The library says of a key that
 * is known and wrong that it is unknown as well.
 */
function isSummary(unit: OutputUnit, all: readonly OutputUnit[]): boolean {
  const { instanceLocation: place } = unit;
  if (/^(?:additional|unevaluated)Properties$/.test(unit.keyword)) return true;
  if (unit.keyword === "false") {
    const said = (other: string): boolean => other === place || other.startsWith(`${place}/`);
    return all.some((other) => other.keyword !== "false" && said(other.instanceLocation));
  }
  const deeper = `${unit.keywordLocation}/`;
  return all.some((other) => other !== unit && other.keywordLocation.startsWith(deeper));
}

function explain(unit: OutputUnit, schema: unknown): string {
  const path = ["config", ...steps(unit.instanceLocation)].join(".");
  const expected = lookUp(schema, unit.keywordLocation);
  switch (unit.keyword) {
    case "required":
      return `${path}.${/"(.*)"/.exec(unit.error)?.[1] ?? ""} is missing`;
    case "type":
      return `${path} must be of type ${[expected].flat().join(" or ")}`;
    case "enum":
      return `${path} must be one of ${JSON.stringify(expected)}`;
    case "const":
      return `${path} must be ${JSON.stringify(expected)}`;
    case "false":
      return `${path} is nothing that the plugin knows${meant(unit, schema)}`;
    case "pattern":
      if (String(expected).startsWith("^(https://|http://(localhost|")) {
        return `${path} must be an https URL, or an http one to this machine`;
      }
      return `${path} must be like ${JSON.stringify(expected)}`;
    case "format":
      return `${path} must be like ${JSON.stringify(expected)}`;
    default: {
      const shown = typeof expected === "number" ? ` ${expected}` : "";
      return `${path} does not fit ${unit.keyword}${shown}`;
    }
  }
}

/** The key that was probably meant. */
function meant({ instanceLocation }: OutputUnit, schema: unknown): string {
  const [name = "", ...outer] = steps(instanceLocation).toReversed();
  const known = outer.length === 0 ? lookUp(schema, "#/properties") : undefined;
  const nearest = nearestName(name, Object.keys(known ?? {}));
  return nearest ? `; did you mean ${nearest}?` : "";
}

const steps = (location: string): string[] =>
  location
    .replace(/^#\/?/, "")
    .split("/")
    .filter((step) => step !== "")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

/** The value of the keyword at `location`. */
function lookUp(schema: unknown, location: string): unknown {
  let found = schema;
  for (const step of steps(location)) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, step))
      return undefined;
    const value = (found as Record<string, unknown>)[step];
    found = step === "$ref" && typeof value === "string" ? lookUp(schema, value) : value;
  }
  return found;
}
