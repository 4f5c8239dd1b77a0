// `mayros run`: one question, one streamed answer.
import { exitCodes, MayrosError } from "@mayros/core";
import type { Mayros, RunOpening, RunRequest } from "@mayros/sdk";
import { defineCommand } from "../command.ts";
import { Answer } from "../run/answer.ts";
import { jsonPrinter, ndjsonPrinter, type Printer } from "../run/printer.ts";
import { readPrompt } from "../run/read-prompt.ts";
import { type RunOptions, requestOf, runOptions } from "../run/run-options.ts";
import { TextPrinter } from "../run/text-printer.ts";
import { untilInterrupted } from "../run/until-interrupted.ts";
import { printError } from "../ui/print-error.ts";
import { printRunEvent } from "../ui/print-run-event.ts";
import { writeJsonLine } from "../ui/write-output.ts";

export const command = defineCommand({
  usage: "[prompt...]",
  positionals: { max: Number.POSITIVE_INFINITY },
  options: runOptions,
  details:
    'The prompt is the arguments; without any it is read from stdin. "-" stands for stdin. What begins with a dash goes after "--". Without -m, or with an alias that has fallbacks, the next model is asked when one fails before it said anything; a model that you name is asked alone.',
  examples: [
    'mayros run "why is the sky blue?"',
    'mayros run -m zai/glm-4.7@zai:work --thinking high "prove it"',
    'mayros run -f photo.png -f notes.md "what do they have in common?"',
    'git diff | mayros run --system "Answer in one line." "Review this:" -',
    'mayros run --schema city.json --temperature 0 "the capital of Peru"',
    'mayros run --json "hello" | jq .usage',
    'mayros run --ndjson "hello" | jq -rj \'select(.type == "text-delta").delta\'',
    'mayros run -- "- is a dash. What is it for?"',
  ],
  async run({ mayros, options, positionals, json }) {
    if (json && options.ndjson) {
      throw new MayrosError("MAYROS_USAGE", "--json and --ndjson exclude each other", {
        hint: "mayros run --ndjson ...",
      });
    }
    try {
      return await answerOnce(mayros, options, positionals, json);
    } catch (error) {
      if (options.ndjson) return printError(error, true, printErrorLine);
      const silent = !json && MayrosError.isInstance(error) && error.code === "MAYROS_ABORTED";
      if (silent) return exitCodes.interrupted;
      throw error;
    }
  },
});

const printErrorLine = ({ error }: { error: object }): void =>
  writeJsonLine({ type: "error", error });

/** Returns the exit code. */
async function answerOnce(
  mayros: Mayros,
  options: RunOptions,
  positionals: readonly string[],
  json: boolean,
): Promise<number> {
  const request = await readRequest(options, positionals);
  const answer = new Answer();
  const printer = choosePrinter(options, json, answer);
  const opening = await ask(mayros, request, answer, printer, options.verbose ?? false);
  printer.finish(opening);
  if (options.output === undefined) return exitCodes.ok;
  return (await files()).saveFiles(options.output, answer);
}

const files = () => import("../run/files.ts");

/** Everything that can be wrong with the request is found before stdin is read. */
async function readRequest(
  options: RunOptions,
  positionals: readonly string[],
): Promise<RunRequest> {
  const { file = [], output, schema, system } = options;
  const request = requestOf(options);
  if (output !== undefined) (await files()).checkOutput(output);
  const format = schema === undefined ? {} : await (await files()).readSchema(schema);
  const attachments = file.length === 0 ? undefined : await (await files()).readAttachments(file);
  const prompt = await readPrompt(positionals, file);
  return {
    ...request,
    ...format,
    prompt: [
      ...(system ? [{ role: "system" as const, content: system }] : []),
      {
        role: "user",
        content: attachments
          ? (await files()).withAttachments(prompt, attachments)
          : [{ type: "text", text: prompt }],
      },
    ],
  };
}

function choosePrinter(options: RunOptions, json: boolean, answer: Answer): Printer {
  if (json) return jsonPrinter(answer);
  return options.ndjson ? ndjsonPrinter(answer) : new TextPrinter(answer, options);
}

async function ask(
  mayros: Mayros,
  request: RunRequest,
  answer: Answer,
  printer: Printer,
  verbose: boolean,
): Promise<RunOpening> {
  try {
    return await untilInterrupted(async (abortSignal) => {
      const onEvent: RunRequest["onEvent"] = (event) => {
        answer.note(event);
        printer.note?.(event);
        printRunEvent(event, verbose);
      };
      const { finished, opened } = mayros.run({ ...request, abortSignal, onEvent }, (part) => {
        answer.add(part);
        printer.add?.(part);
      });
      await finished;
      return opened;
    }, mayros);
  } catch (error) {
    printer.breakOff?.();
    throw error;
  }
}
