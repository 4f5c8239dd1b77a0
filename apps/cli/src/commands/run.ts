// `mayros run`: one question, one streamed answer.
import { exitCodes, formatModelRef, MayrosError, type StreamPart, type Usage } from "@mayros/core";
import { priceUsage, type RunEvent, type RunOpening } from "@mayros/sdk";
import { defineCommand } from "../command.ts";
import { isTerminal, withoutControls } from "../ui/terminal.ts";
import { writeError, writeJson, writeOutput } from "../ui/write-output.ts";

export const command = defineCommand({
  usage: "[prompt...]",
  positionals: { max: Number.POSITIVE_INFINITY },
  options: {
    model: {
      type: "string",
      short: "m",
      value: "<ref>",
      help: "provider/model or an alias; else the default model",
    },
    system: { type: "string", value: "<text>", help: "System prompt" },
    "max-tokens": { type: "string", value: "<n>", help: "Most tokens the answer may have" },
    profile: { type: "string", value: "<id>", help: "Use this stored credential and no other" },
    verbose: { type: "boolean", help: "Say on stderr what is tried, and what it cost" },
  },
  details: 'The prompt is the arguments; without any it is read from stdin. "-" stands for stdin.',
  examples: [
    'mayros run "why is the sky blue?"',
    'mayros run -m zai/glm-4.7 --system "Answer in one line." "what is DNS?"',
    'git diff | mayros run "Review this change:" -',
    'mayros run --json -m fast "hello" | jq .usage',
  ],
  async run({ mayros, options, positionals, json }) {
    const content = await readPrompt(positionals);
    const abort = new AbortController();
    const interrupt = (): void => abort.abort();
    process.once("SIGINT", interrupt);
    const answer = new Answer(json);
    const maxOutputTokens = parseTokens(options["max-tokens"]);
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
        ...(options.verbose ? { onEvent: printEvent } : {}),
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

async function readPrompt(positionals: readonly string[]): Promise<string> {
  const words = positionals.length > 0 ? positionals : ["-"];
  if (!words.includes("-")) return words.join(" ");
  if (process.stdin.isTTY) {
    throw new MayrosError("MAYROS_USAGE", "there is no prompt", {
      hint: 'mayros run "why is the sky blue?"',
    });
  }
  const { text } = await import("node:stream/consumers");
  const input = (await text(process.stdin)).trim();
  const content = words.map((word) => (word === "-" ? input : word)).join(" ");
  if (content.trim() !== "") return content;
  throw new MayrosError("MAYROS_USAGE", "the prompt on stdin is empty", {
    hint: 'echo "hello" | mayros run',
  });
}

function parseTokens(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new MayrosError("MAYROS_USAGE", `--max-tokens takes a whole number, not "${text}"`, {
    hint: "mayros run --max-tokens 500 ...",
  });
}

function printEvent(event: RunEvent): void {
  if (event.type === "attempt") {
    writeError(`· attempt ${event.number} of ${event.of}: ${event.source.name}\n`);
  } else {
    const status = event.status === undefined ? "" : ` ${event.status}`;
    writeError(`· attempt ${event.number} failed (${event.kind}${status}): ${event.message}\n`);
  }
}

/** Collects the parts of one answer; prints its text as it comes unless JSON is wanted. */
class Answer {
  readonly #json: boolean;
  readonly #terminal = isTerminal();
  readonly #toolCalls: { id: string; name: string; input: string }[] = [];
  readonly #warnings: unknown[] = [];
  #text = "";
  #reasoning = "";
  #finish: Extract<StreamPart, { type: "finish" }> | undefined;

  constructor(json: boolean) {
    this.#json = json;
  }

  add(part: StreamPart): void {
    switch (part.type) {
      case "text-delta":
        this.#text += part.delta;
        if (!this.#json) writeOutput(this.#terminal ? withoutControls(part.delta) : part.delta);
        break;
      case "reasoning-delta":
        this.#reasoning += part.delta;
        break;
      case "tool-call":
        this.#toolCalls.push({ id: part.toolCallId, name: part.toolName, input: part.input });
        break;
      case "stream-start":
        this.#warnings.push(...part.warnings);
        break;
      case "finish":
        this.#finish = part;
        break;
    }
  }

  /** What follows the text must not stand on its last line. */
  endLine(): void {
    if (!this.#json && this.#text !== "" && !this.#text.endsWith("\n")) writeOutput("\n");
  }

  report({ model, source }: RunOpening, verbose: boolean): void {
    const usage = this.#finish?.usage;
    const cost = usage && priceUsage(usage, model.model.cost);
    if (this.#json) {
      writeJson({
        model: formatModelRef(model.ref),
        credential: source.name,
        text: this.#text,
        ...(this.#reasoning === "" ? {} : { reasoning: this.#reasoning }),
        ...(this.#toolCalls.length === 0 ? {} : { toolCalls: this.#toolCalls }),
        finishReason: this.#finish?.finishReason.unified,
        usage,
        cost,
        warnings: this.#warnings,
      });
      return;
    }
    this.endLine();
    if (this.#finish?.finishReason.unified === "length") {
      writeError("warning: the answer was cut at the token limit; raise it with --max-tokens\n");
    }
    if (verbose)
      writeError(`· ${formatModelRef(model.ref)} with ${source.name}${spent(usage, cost)}\n`);
  }
}

function spent(usage: Usage | undefined, cost: number | undefined): string {
  if (!usage) return "";
  const tokens = `${usage.inputTokens.total ?? "?"} tokens in, ${usage.outputTokens.total ?? "?"} out`;
  return `, ${tokens}${cost === undefined ? "" : `, $${cost.toFixed(6)}`}`;
}
