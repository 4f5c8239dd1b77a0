// The shortest streamed answer of each wire that Copilot's models speak.
const TEXT = "Hello from Copilot.";

const sse = (events: readonly object[]): string =>
  events
    .map((event) => {
      const name = "type" in event ? `event: ${String(event.type)}\n` : "";
      return `${name}data: ${JSON.stringify(event)}\n\n`;
    })
    .join("");

const chunk = (delta: object, finish: string | null = null): object => ({
  id: "c1",
  object: "chat.completion.chunk",
  created: 1_790_000_000,
  model: "gpt-4o",
  choices: [{ index: 0, delta, finish_reason: finish }],
});

const item = {
  type: "message",
  id: "msg_1",
  role: "assistant",
  content: [{ type: "output_text", text: TEXT, annotations: [] }],
};

/** By path. */
export const copilotAnswers: Readonly<Record<string, string>> = {
  "/chat/completions": `${sse([chunk({ role: "assistant", content: TEXT }), chunk({}, "stop")])}data: [DONE]\n\n`,
  "/responses": sse([
    { type: "response.created", response: { id: "r1", model: "gpt-5", created_at: 1_790_000_000 } },
    { type: "response.output_item.done", output_index: 0, item },
    {
      type: "response.completed",
      response: {
        id: "r1",
        status: "completed",
        output: [item],
        usage: { input_tokens: 3, output_tokens: 4 },
      },
    },
  ]),
  "/v1/messages": sse([
    {
      type: "message_start",
      message: { id: "m1", model: "claude", usage: { input_tokens: 3, output_tokens: 0 } },
    },
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: TEXT } },
    { type: "content_block_stop", index: 0 },
    { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 4 } },
    { type: "message_stop" },
  ]),
};
