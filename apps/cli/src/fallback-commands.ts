// The commands of `mayros models fallbacks` and `mayros models image-fallbacks`: the same four for two
// lists.
import { MayrosError } from "@mayros/core";
import type { FallbackMethods, Mayros } from "@mayros/sdk";
import { type Command, defineCommand } from "./command.ts";
import { warnUnknownModel } from "./ui/model-warnings.ts";
import { writeError, writeJson, writeOutput } from "./ui/write-output.ts";

/** `fallbacks` or `image-fallbacks`: the words of the group. */
export type FallbackGroup = "fallbacks" | "image-fallbacks";

const methodsOf = (mayros: Mayros, group: FallbackGroup): FallbackMethods =>
  group === "fallbacks" ? mayros.models.fallbacks : mayros.models.imageFallbacks;

const after = (group: FallbackGroup): string =>
  group === "fallbacks" ? "the default model" : "the image model";

const setter = (group: FallbackGroup): string =>
  group === "fallbacks" ? "mayros models set" : "mayros models set-image";

export const plainOption = { type: "boolean", help: "One per line, nothing else" } as const;

/** Throws MAYROS_USAGE. */
export function refuseJsonAndPlain(words: string, json: boolean, plain: boolean | undefined): void {
  if (!json || !plain) return;
  throw new MayrosError("MAYROS_USAGE", "--json and --plain are two ways to print the same", {
    hint: `mayros ${words} --json`,
  });
}

export function listFallbacksCommand(group: FallbackGroup): Command {
  return defineCommand({
    options: { plain: plainOption },
    details: `Asked in this order when no model was named and ${after(group)} fails before it said anything, or has no credential. A model that you name is asked alone.`,
    examples: [`mayros models ${group} list`, `mayros models ${group} list --json`],
    async run({ mayros, options, json }) {
      refuseJsonAndPlain(`models ${group} list`, json, options.plain);
      const { primary, fallbacks } = await methodsOf(mayros, group).list();
      if (json) writeJson({ count: fallbacks.length, primary: primary ?? null, fallbacks });
      else if (fallbacks.length > 0) writeOutput(numbered(fallbacks, options.plain));
      else if (!options.plain) {
        const next = `mayros models ${group} add <provider/model>`;
        writeError(`nothing is tried after ${after(group)}\n  next: ${next}\n`);
      }
      return 0;
    },
  });
}

function numbered(fallbacks: readonly string[], plain: boolean | undefined): string {
  const lines = fallbacks.map((ref, index) => (plain ? ref : `${index + 1}  ${ref}`));
  return lines.map((line) => `${line}\n`).join("");
}

export function addFallbackCommand(group: FallbackGroup): Command {
  return defineCommand({
    usage: "<provider/model>",
    positionals: { min: 1, max: 1 },
    complete: ["model"],
    options: {},
    details: "It goes to the end of the list. An alias is written as the model that it stands for.",
    examples: [`mayros models ${group} add groq/llama-3.3-70b-versatile`],
    async run({ mayros, positionals, json }) {
      const change = await methodsOf(mayros, group).add(positionals[0] ?? "");
      if (json) {
        writeJson(change);
        return 0;
      }
      warnUnknownModel(change);
      if (change.primary === undefined) {
        writeError(`note: ${after(group)} is not set: ${setter(group)} <provider/model>\n`);
      }
      writeOutput(describeAddition(group, change));
      return 0;
    },
  });
}

type Addition = Awaited<ReturnType<FallbackMethods["add"]>>;

function describeAddition(group: FallbackGroup, { changed, model, fallbacks }: Addition): string {
  if (changed) return `added ${model}; after ${after(group)}: ${fallbacks.join(", ")}\n`;
  const is = fallbacks.includes(model) ? `among the ${group} already` : `${after(group)} itself`;
  return `${model} is ${is}\n`;
}

export function removeFallbackCommand(group: FallbackGroup): Command {
  return defineCommand({
    usage: "<provider/model>",
    positionals: { min: 1, max: 1 },
    complete: ["model"],
    options: {},
    examples: [`mayros models ${group} remove groq/llama-3.3-70b-versatile`],
    async run({ mayros, positionals, json }) {
      const change = await methodsOf(mayros, group).remove(positionals[0] ?? "");
      const left = change.fallbacks.length === 0 ? "none is left" : change.fallbacks.join(", ");
      if (json) writeJson(change);
      else writeOutput(`removed ${change.model}; ${group}: ${left}\n`);
      return 0;
    },
  });
}

export function clearFallbacksCommand(group: FallbackGroup): Command {
  return defineCommand({
    options: {},
    examples: [`mayros models ${group} clear`],
    async run({ mayros, json }) {
      const { changed, removed, configPath } = await methodsOf(mayros, group).clear();
      if (json) writeJson({ changed, removed, configPath });
      else if (changed) writeOutput(`removed ${removed.join(", ")}\n`);
      else writeOutput(`there were no ${group}\n`);
      return 0;
    },
  });
}
