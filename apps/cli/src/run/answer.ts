// What `mayros run` prints of an answer: its text as it comes, or one JSON object at the end.
import { formatModelRef, type StreamPart, type Usage } from "@mayros/core";
import { priceUsage, type RunEvent, type RunOpening } from "@mayros/sdk";
import { writeContent, writeError, writeJson, writeOutput } from "./ui/write-output.ts";

/** One request that was sent. */
interface AttemptReport {
  readonly model: string;
  readonly credential: string | null;
  /** Of the error; absent where it answered. */
  readonly failed?: string;
  readonly status?: number;
}

/** Collects the parts of one answer; prints its text as it comes unless JSON is wanted. */
export class Answer {
  readonly #json: boolean;
  readonly #toolCalls: { id: string; name: string; input: string }[] = [];
  readonly #warnings: unknown[] = [];
  readonly #attempts: AttemptReport[] = [];
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
        if (!this.#json) writeContent(part.delta);
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

  /** Takes down what was asked before the answer came. */
  note(event: RunEvent): void {
    if (event.type === "attempt") {
      this.#attempts.push({ model: event.model, credential: nameOf(event.source) });
    } else if (event.type === "failed") {
      const { model, source, kind, status } = event;
      const credential = nameOf(source);
      this.#attempts.pop();
      this.#attempts.push({
        model,
        credential,
        failed: kind,
        ...(status === undefined ? {} : { status }),
      });
    }
  }

  /** What a person would wonder about when they look at the answer alone. */
  #remark(): string | undefined {
    switch (this.#finish?.finishReason.unified) {
      case "length":
        return "the answer was cut at the token limit; raise it with --max-tokens";
      case "content-filter":
        return "the provider's filter stopped the answer";
    }
    if (this.#toolCalls.length > 0) {
      const names = this.#toolCalls.map(({ name }) => name).join(", ");
      return `the model wants to call ${names}; see --json`;
    }
    return this.#text === "" ? "the answer is empty" : undefined;
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
        credential: nameOf(source),
        text: this.#text,
        ...(this.#reasoning === "" ? {} : { reasoning: this.#reasoning }),
        ...(this.#toolCalls.length === 0 ? {} : { toolCalls: this.#toolCalls }),
        finishReason: this.#finish?.finishReason.unified,
        usage,
        cost,
        warnings: this.#warnings,
        attempts: this.#attempts,
      });
      return;
    }
    this.endLine();
    const remark = this.#remark();
    if (remark) writeError(`warning: ${remark}\n`);
    if (verbose) {
      const spending = spent(usage, cost);
      writeError(`· ${formatModelRef(model.ref)} with ${describeSource(source)}${spending}\n`);
    }
  }
}

function nameOf({ kind, name }: RunOpening["source"]): string | null {
  return kind === "none" ? null : name;
}

/** Where a credential came from, in words. */
export function describeSource({ kind, name }: RunOpening["source"]): string {
  if (kind === "none") return "no key";
  return kind === "config" ? `apiKey of the config (${name})` : name;
}

function spent(usage: Usage | undefined, cost: number | undefined): string {
  if (!usage) return "";
  const tokens = `${usage.inputTokens.total ?? "?"} tokens in, ${usage.outputTokens.total ?? "?"} out`;
  return `, ${tokens}${cost ? `, $${cost.toFixed(6)}` : ""}`;
}
