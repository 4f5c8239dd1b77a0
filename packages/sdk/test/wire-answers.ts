// One short answer, "Hello", as each wire format writes it: event by event, and whole.
export interface WireAnswer {
  readonly api: string;
  /** SSE events, with the blank line behind each. */
  readonly events: readonly string[];
  /** So many of them come before anything of the answer does, */
  readonly announcements: number;
  /** and with so many the answer is complete, if the connection ends as it should. */
  readonly complete: number;
  /** With so many it is whatever becomes of the connection; undefined where the wire has no end mark. */
  readonly marked: number | undefined;
  readonly whole: string;
}

const data = (value: object): string => `data: ${JSON.stringify(value)}\n\n`;
const named = (type: string, fields: object = {}): string =>
  `event: ${type}\n${data({ type, ...fields })}`;

const choice = (delta: object, finish: string | null = null): object => ({
  id: "chat-1",
  model: "m",
  choices: [{ index: 0, delta, finish_reason: finish }],
});

const completions: WireAnswer = {
  api: "openai-completions",
  events: [
    data(choice({ role: "assistant", content: "" })),
    data(choice({ content: "Hel" })),
    data(choice({ content: "lo" })),
    data(choice({}, "stop")),
    data({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } }),
    "data: [DONE]\n\n",
  ],
  announcements: 1,
  complete: 4,
  marked: 6,
  whole: JSON.stringify({
    id: "chat-1",
    choices: [
      { index: 0, message: { role: "assistant", content: "Hello" }, finish_reason: "stop" },
    ],
  }),
};

const message = {
  type: "message",
  id: "item-1",
  role: "assistant",
  content: [{ type: "output_text", text: "Hello", annotations: [] }],
};
const response = { id: "response-1", object: "response", model: "m" };

const responses: WireAnswer = {
  api: "openai-responses",
  events: [
    named("response.created", { response }),
    named("response.output_item.added", { output_index: 0, item: { ...message, content: [] } }),
    ...["Hel", "lo"].map((delta) =>
      named("response.output_text.delta", {
        output_index: 0,
        content_index: 0,
        item_id: "item-1",
        delta,
      }),
    ),
    named("response.output_item.done", { output_index: 0, item: message }),
    named("response.completed", {
      response: { ...response, status: "completed", output: [message] },
    }),
  ],
  announcements: 2,
  complete: 6,
  marked: 6,
  whole: JSON.stringify({ ...response, status: "completed", output: [message] }),
};

const usage = { input_tokens: 1, output_tokens: 2 };
const head = { id: "message-1", type: "message", role: "assistant", model: "m", usage };

const messages: WireAnswer = {
  api: "anthropic-messages",
  events: [
    named("message_start", { message: { ...head, content: [] } }),
    named("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
    named("ping"),
    ...["Hel", "lo"].map((text) =>
      named("content_block_delta", { index: 0, delta: { type: "text_delta", text } }),
    ),
    named("content_block_stop", { index: 0 }),
    named("message_delta", { delta: { stop_reason: "end_turn" }, usage }),
    named("message_stop"),
  ],
  announcements: 3,
  complete: 8,
  marked: 8,
  whole: JSON.stringify({
    ...head,
    content: [{ type: "text", text: "Hello" }],
    stop_reason: "end_turn",
  }),
};

const candidate = (text: string, finishReason?: string): object => ({
  candidates: [{ content: { role: "model", parts: [{ text }] }, finishReason, index: 0 }],
  modelVersion: "m",
  responseId: "response-1",
});

const generate: WireAnswer = {
  api: "google-generative-ai",
  events: [data(candidate("Hel")), data(candidate("lo")), data(candidate("", "STOP"))],
  announcements: 0,
  complete: 3,
  marked: undefined,
  whole: JSON.stringify(candidate("Hello", "STOP")),
};

export const wireAnswers: readonly WireAnswer[] = [completions, responses, messages, generate];
