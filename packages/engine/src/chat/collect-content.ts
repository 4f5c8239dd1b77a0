// Joins the parts of an answer into the content of a generateText result.
import type {
  FinishReason,
  LanguageModelV4Content,
  ProviderMetadata,
  StreamPart,
  Usage,
  Warning,
} from "@mayros/core";

export interface CollectedAnswer {
  readonly content: LanguageModelV4Content[];
  readonly finish: {
    readonly finishReason: FinishReason;
    readonly usage: Usage;
    readonly providerMetadata?: ProviderMetadata;
  };
  readonly metadata: { id?: string; timestamp?: Date; modelId?: string };
  readonly warnings: Warning[];
}

type TextEnd = Extract<StreamPart, { type: "text-end" }>;
type Block = {
  type: "text" | "reasoning";
  text: string;
  citations?: NonNullable<TextEnd["citations"]>;
  providerMetadata?: ProviderMetadata;
};

export function collectContent(parts: readonly StreamPart[]): CollectedAnswer {
  const content: LanguageModelV4Content[] = [];
  const open = new Map<string, Block>();
  const warnings: Warning[] = [];
  let finish: CollectedAnswer["finish"] | undefined;
  let metadata: CollectedAnswer["metadata"] = {};
  for (const part of parts) {
    switch (part.type) {
      case "stream-start":
        warnings.push(...part.warnings);
        break;
      case "response-metadata": {
        const { type: _type, ...rest } = part;
        metadata = { ...metadata, ...rest };
        break;
      }
      case "text-start":
      case "reasoning-start": {
        const block: Block = { type: part.type === "text-start" ? "text" : "reasoning", text: "" };
        open.set(`${block.type} ${part.id}`, withMetadata(block, part.providerMetadata));
        content.push(block);
        break;
      }
      case "text-delta":
      case "reasoning-delta": {
        const kind = part.type === "text-delta" ? "text" : "reasoning";
        const block = open.get(`${kind} ${part.id}`);
        if (block) withMetadata(block, part.providerMetadata).text += part.delta;
        break;
      }
      case "text-end":
      case "reasoning-end": {
        const kind = part.type === "text-end" ? "text" : "reasoning";
        const block = open.get(`${kind} ${part.id}`);
        if (block) withMetadata(block, part.providerMetadata);
        if (block && "citations" in part && part.citations) block.citations = part.citations;
        break;
      }
      case "finish": {
        const { type: _type, ...rest } = part;
        finish = rest;
        break;
      }
      case "tool-call":
      case "tool-result":
      case "tool-approval-request":
      case "source":
      case "file":
      case "reasoning-file":
      case "custom":
        content.push(part);
        break;
      default: // tool-input-*, raw, ping, error: nothing of them is content
        break;
    }
  }
  if (!finish) throw new Error("an answer that did not fail has a finish");
  return { content, finish, metadata, warnings };
}

function withMetadata(block: Block, metadata: ProviderMetadata | undefined): Block {
  if (metadata) block.providerMetadata = { ...block.providerMetadata, ...metadata };
  return block;
}
