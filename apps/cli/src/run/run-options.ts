// The options of `mayros run`, and what they say of the request. Pure: files and stdin are read elsewhere.
import { MayrosError } from "@mayros/core";
import type { RunRequest } from "@mayros/sdk";
import type { OptionDeclarations, OptionValues } from "../command.ts";

/** From what people type to what a call says. */
const thinkingLevels = {
  off: "none",
  minimal: "minimal",
  low: "low",
  medium: "medium",
  high: "high",
  xhigh: "xhigh",
  max: "max",
} as const satisfies Record<string, RunRequest["reasoning"]>;

const levelNames = Object.keys(thinkingLevels);

export const runOptions = {
  model: {
    type: "string",
    short: "m",
    value: "<ref>",
    help: "provider/model or an alias, with @profile if you like; else the default model and its fallbacks",
    complete: "model",
  },
  file: {
    type: "string",
    short: "f",
    value: "<path>",
    multiple: true,
    help: "Send a picture, PDF or text along; may be repeated; - is stdin",
    complete: "file",
  },
  system: { type: "string", value: "<text>", help: "System prompt" },
  thinking: {
    type: "string",
    value: "<level>",
    help: `How much it reasons first: ${levelNames.join(", ")}`,
    complete: levelNames,
  },
  temperature: { type: "string", value: "<n>", help: "How freely it picks words: 0 or more" },
  "max-tokens": { type: "string", value: "<n>", help: "Most tokens the answer may have" },
  schema: {
    type: "string",
    value: "<json|path>",
    help: "Ask for JSON of this JSON schema",
    complete: "file",
  },
  profile: {
    type: "string",
    value: "<id>",
    help: "Use this stored credential and no other",
    complete: "profile",
  },
  session: {
    type: "string",
    value: "<id>",
    help: "Requests of one session stay with one credential while it works",
  },
  output: {
    type: "string",
    short: "o",
    value: "<path>",
    help: "Save the files that the model sends, pictures for instance",
    complete: "file",
  },
  "no-stream": { type: "boolean", help: "Ask for the whole answer at once" },
  ndjson: { type: "boolean", help: "Print every part of the answer as a line of JSON" },
  verbose: { type: "boolean", help: "Say on stderr what is tried, and what it cost" },
} as const satisfies OptionDeclarations;

export type RunOptions = OptionValues<typeof runOptions>;

/** What the options say of the request, apart from files. Throws MAYROS_USAGE. */
export function requestOf(options: RunOptions): Omit<RunRequest, "prompt"> {
  const maxOutputTokens = parseTokens(options["max-tokens"]);
  const temperature = parseTemperature(options.temperature);
  const reasoning = parseThinking(options.thinking);
  return {
    model: options.model,
    profile: options.profile,
    sessionId: parseSession(options.session),
    stream: !options["no-stream"],
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(reasoning === undefined ? {} : { reasoning }),
  };
}

function parseTokens(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw wrong("max-tokens", "a whole number", text, "500");
}

/** How much is too much is the vendor's to say. */
function parseTemperature(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,3}(\.\d{1,6})?$|^\.\d{1,6}$/.test(text)) return Number(text);
  throw wrong("temperature", "a number from 0 on", text, "0.7");
}

function parseThinking(text: string | undefined): RunRequest["reasoning"] {
  if (text === undefined) return undefined;
  if (isLevel(text)) return thinkingLevels[text];
  throw wrong("thinking", `one of ${levelNames.join(", ")}`, text, "low");
}

const isLevel = (text: string): text is keyof typeof thinkingLevels =>
  Object.hasOwn(thinkingLevels, text);

function parseSession(text: string | undefined): string | undefined {
  if (text === undefined || /^[A-Za-z0-9._-]{1,64}$/.test(text)) return text;
  const what = "1 to 64 letters, digits, dots, dashes and underscores";
  throw wrong("session", what, text, "my-session");
}

function wrong(option: string, wanted: string, text: string, example: string): MayrosError {
  return new MayrosError("MAYROS_USAGE", `--${option} takes ${wanted}, not "${text}"`, {
    hint: `mayros run --${option} ${example} ...`,
  });
}
