// What programs hand in for a request, looked at before anything is done with it: JavaScript has no types,
// and a variable that is not set (`process.env.MODEL`) is found here and not deep inside. Pure.
import { MayrosError } from "@mayros/core";

interface Rule {
  readonly wanted: string;
  readonly holds: (value: unknown) => boolean;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
const isText = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "";
const listOf = (value: unknown, holds: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(holds);
const isMessage = (value: unknown): boolean =>
  isRecord(value) &&
  typeof value.role === "string" &&
  (typeof value.content === "string" || listOf(value.content, isRecord));

const text: Rule = { wanted: "a text that is not empty", holds: isText };
const id: Rule = {
  wanted: "1 to 64 letters, digits, dots, dashes and underscores",
  holds: (value) => typeof value === "string" && /^[A-Za-z0-9._-]{1,64}$/.test(value),
};
const callback: Rule = { wanted: "a function", holds: (value) => typeof value === "function" };

const rules = {
  model: { wanted: 'a ref ("provider/model") or an alias', holds: isText },
  profile: text,
  sessionId: id,
  requestId: id,
  fallbacks: { wanted: "a list of refs and aliases", holds: (value) => listOf(value, isText) },
  prompt: { wanted: "a list of messages", holds: (value) => listOf(value, isMessage) },
  values: {
    wanted: "a list of texts",
    holds: (value) => listOf(value, (item) => typeof item === "string"),
  },
  onEvent: callback,
  sink: callback,
} as const satisfies Readonly<Record<string, Rule>>;

type Field = keyof typeof rules;

/** `beside`: what is an argument of its own, and so must be there. Throws MAYROS_USAGE. */
export function requireUsable(
  method: string,
  given: unknown,
  needed: readonly Field[] = [],
  beside: { readonly [Name in Field]?: unknown } = {},
): void {
  if (!isRecord(given)) throw refusal(`${method} takes an object`, given);
  const values: Readonly<Record<string, unknown>> = { ...given, ...beside };
  for (const [name, { wanted, holds }] of Object.entries<Rule>(rules)) {
    const value = values[name];
    const mayLack = !Object.hasOwn(beside, name) && !needed.some((each) => each === name);
    if ((value === undefined && mayLack) || holds(value)) continue;
    throw refusal(`${method}: ${name} is ${wanted}`, value);
  }
}

function refusal(rule: string, value: unknown): MayrosError {
  return new MayrosError("MAYROS_USAGE", `${rule}, not ${describe(value)}`);
}

/** Of objects only what they are: a prompt may be long, and private. */
function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 80));
  if (Array.isArray(value)) return "a list with something else in it";
  return isRecord(value) ? "an object" : typeof value === "function" ? "a function" : String(value);
}
