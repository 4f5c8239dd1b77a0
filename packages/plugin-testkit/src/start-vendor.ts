// The part of the model server that speaks the wire formats: an independent mock (aimock), so that our
// codecs are not tested against our own idea of a vendor.
import { LLMock } from "@copilotkit/aimock";

/** What the model says to a user message that matches `when` (to every message without it). */
export interface ModelReply {
  when?: string | RegExp;
  /** Only after (or only before) a tool of this turn was answered. */
  afterTool?: boolean;
  text?: string;
  reasoning?: string;
  /** `arguments` is JSON text. */
  toolCalls?: { name: string; arguments: string; id?: string }[];
  /** Tokens that the vendor says it counted; default `defaultUsage`. */
  usage?: { input: number; output: number };
}

export const defaultReply = "Hello from the model server.";
export const defaultUsage = { input: 12, output: 6 };

/** The reply as aimock wants it; each wire format reads its own names of the usage. */
function vendorResponse({ text, reasoning, toolCalls, usage = defaultUsage }: ModelReply) {
  const { input, output } = usage;
  const counted = {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    input_tokens: input,
    output_tokens: output,
  };
  const shared = { usage: counted, ...(reasoning === undefined ? {} : { reasoning }) };
  if (!toolCalls) return { ...shared, content: text ?? "" };
  return { ...shared, toolCalls, ...(text === undefined ? {} : { content: text }) };
}

/** Starts it on a free loopback port. */
export async function startVendor(replies: readonly ModelReply[]): Promise<LLMock> {
  const vendor = new LLMock({ port: 0, host: "127.0.0.1" });
  const all: ModelReply[] = [...replies, { text: defaultReply }];
  for (const reply of all) {
    // Embeddings are the mock's own: the same numbers for the same text.
    const match = {
      endpoint: "chat" as const,
      ...(reply.when === undefined ? {} : { userMessage: reply.when }),
      ...(reply.afterTool === undefined ? {} : { hasToolResult: reply.afterTool }),
    };
    vendor.on(match, vendorResponse(reply));
  }
  await vendor.start();
  return vendor;
}
