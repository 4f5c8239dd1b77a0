// What came of one request: the parts of the answer joined, and the attempts that it took.
import { formatModelRef, type StreamPart, type Usage } from "@mayros/core";
import { priceUsage, type RunEvent, type RunOpening } from "@mayros/sdk";
import { sourceName } from "./describe-source.ts";

/** One request that was sent. */
interface AttemptReport {
  readonly model: string;
  readonly credential: string | null;
  /** Of the error; absent where it answered. */
  readonly failed?: string;
  readonly status?: number;
}

type Part<Type extends StreamPart["type"]> = Extract<StreamPart, { type: Type }>;

export class Answer {
  text = "";
  reasoning = "";
  finish: Part<"finish"> | undefined;
  readonly toolCalls: Part<"tool-call">[] = [];
  readonly sources: Part<"source">[] = [];
  readonly files: Part<"file">[] = [];
  readonly warnings: Part<"stream-start">["warnings"] = [];
  readonly attempts: AttemptReport[] = [];

  add(part: StreamPart): void {
    switch (part.type) {
      case "stream-start":
        this.warnings.push(...part.warnings);
        break;
      case "text-delta":
        this.text += part.delta;
        break;
      case "reasoning-delta":
        this.reasoning += part.delta;
        break;
      case "tool-call":
        this.toolCalls.push(part);
        break;
      case "source":
        this.sources.push(part);
        break;
      case "file":
        this.files.push(part);
        break;
      case "finish":
        this.finish = part;
        break;
    }
  }

  /** Takes down what was asked before the answer came. */
  note(event: RunEvent): void {
    if (event.type !== "attempt" && event.type !== "failed") return;
    const attempt = { model: event.model, credential: sourceName(event.source) };
    if (event.type === "attempt") {
      this.attempts.push(attempt);
      return;
    }
    const { kind, status } = event;
    this.attempts.pop();
    this.attempts.push({ ...attempt, failed: kind, ...(status === undefined ? {} : { status }) });
  }

  get usage(): Usage | undefined {
    return this.finish?.usage;
  }

  /** US dollars; undefined where no list has the model's prices, or no tokens were counted. */
  cost({ known, model }: RunOpening["model"]): number | undefined {
    return known && this.usage ? priceUsage(this.usage, model.cost) : undefined;
  }

  /** What `--json` prints. */
  describe({ model, source }: RunOpening): object {
    const finish = this.finish?.finishReason;
    return {
      model: formatModelRef(model.ref),
      credential: sourceName(source),
      text: this.text,
      ...(this.reasoning === "" ? {} : { reasoning: this.reasoning }),
      ...listed("toolCalls", this.toolCalls.map(describeCall)),
      ...listed("sources", this.sources.map(withoutType)),
      ...listed("files", this.files.map(describeFile)),
      finishReason: finish?.unified,
      rawFinishReason: finish?.raw,
      usage: this.usage,
      cost: this.cost(model),
      warnings: this.warnings,
      attempts: this.attempts,
    };
  }
}

function listed(name: string, list: readonly object[]): object {
  return list.length === 0 ? {} : { [name]: list };
}

function describeCall({ toolCallId, toolName, input, providerExecuted }: Part<"tool-call">) {
  return {
    id: toolCallId,
    name: toolName,
    input,
    ...(providerExecuted ? { providerExecuted } : {}),
  };
}

function withoutType({ type: _type, ...source }: Part<"source">) {
  return source;
}

function describeFile({ mediaType, data }: Part<"file">) {
  return data.type === "url" ? { mediaType, url: data.url } : { mediaType, data: data.data };
}
