// `mayros run`: one question, one streamed answer.
import { exitCodes, MayrosError } from "@mayros/core";
import { Answer } from "../answer.ts";
import { defineCommand } from "../command.ts";
import { readPrompt } from "../read-prompt.ts";
import { printRunEvent } from "../ui/print-run-event.ts";

export const command = defineCommand({
  usage: "[prompt...]",
  positionals: { max: Number.POSITIVE_INFINITY },
  options: {
    model: {
      type: "string",
      short: "m",
      value: "<ref>",
      help: "provider/model or an alias; else the default model and its fallbacks",
      complete: "model",
    },
    system: { type: "string", value: "<text>", help: "System prompt" },
    "max-tokens": { type: "string", value: "<n>", help: "Most tokens the answer may have" },
    profile: {
      type: "string",
      value: "<id>",
      help: "Use this stored credential and no other",
      complete: "profile",
    },
    verbose: { type: "boolean", help: "Say on stderr what is tried, and what it cost" },
  },
  details:
    'The prompt is the arguments; without any it is read from stdin. "-" stands for stdin. What begins with a dash goes after "--". Without -m, or with an alias that has fallbacks, the next model is asked when one fails before it said anything; a model that you name is asked alone.',
  examples: [
    'mayros run "why is the sky blue?"',
    'mayros run -m zai/glm-4.7 --system "Answer in one line." "what is DNS?"',
    'git diff | mayros run "Review this change:" -',
    'mayros run -- "- is a dash. What is it for?"',
    'mayros run --json "hello" | jq .usage',
  ],
  async run({ mayros, options, positionals, json }) {
    const maxOutputTokens = parseTokens(options["max-tokens"]);
    const content = await readPrompt(positionals);
    const abort = new AbortController();
    const interrupt = (): void => abort.abort();
    process.once("SIGINT", interrupt);
    const answer = new Answer(json);
    const handle = mayros.run(
      {
        model: options.model,
        profile: options.profile,
        prompt: [
          ...(options.system ? [{ role: "system" as const, content: options.system }] : []),
          { role: "user", content: [{ type: "text", text: content }] },
        ],
        ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
        abortSignal: abort.signal,
        onEvent(event) {
          answer.note(event);
          printRunEvent(event, options.verbose ?? false);
        },
      },
      (part) => answer.add(part),
    );
    try {
      await handle.finished;
    } catch (error) {
      answer.endLine();
      if (abort.signal.aborted) return exitCodes.interrupted;
      throw error;
    } finally {
      process.off("SIGINT", interrupt);
    }
    answer.report(await handle.opened, options.verbose ?? false);
    return exitCodes.ok;
  },
});

function parseTokens(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new MayrosError("MAYROS_USAGE", `--max-tokens takes a whole number, not "${text}"`, {
    hint: "mayros run --max-tokens 500 ...",
  });
}
