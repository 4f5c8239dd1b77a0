// What goes to ChatGPT's service, made from what the codec writes.
import type { JSONObject, OutgoingRequest, Session } from "@mayros/core";
import { expect, it } from "vitest";
import { prepareRequest } from "../src/prepare-request.ts";

const account: Session = { token: "t", headers: { "chatgpt-account-id": "acc-1" } };

function prepare(
  body: JSONObject,
  request: Partial<OutgoingRequest> = {},
  session: Session = account,
): OutgoingRequest {
  const outgoing: OutgoingRequest = {
    api: "openai-responses",
    model: "gpt-5.3-codex",
    credential: "oauth",
    sessionId: undefined,
    facts: { initiator: "user", hasImage: false, stream: false },
    url: "https://chatgpt.com/backend-api/responses",
    headers: { accept: "application/json" },
    body: () => body,
    ...request,
  };
  prepareRequest(session, outgoing);
  return outgoing;
}

const bodyOf = (body: JSONObject): JSONObject => prepare(body).body();
const user = { role: "user", content: [{ type: "input_text", text: "hi" }] };

it.each([
  ["https://chatgpt.com/backend-api/responses", "https://chatgpt.com/backend-api/codex/responses"],
  ["https://acme.example/codex/responses", "https://acme.example/codex/responses"],
  ["https://acme.example/responses?v=1", "https://acme.example/codex/responses?v=1"],
  ["https://acme.example/embeddings", "https://acme.example/embeddings"],
])("sends %s to %s", (url, expected) => {
  expect(prepare({ input: [user] }, { url }).url).toBe(expected);
});

it("moves the system prompt into the instructions", () => {
  const body = bodyOf({
    input: [
      { role: "developer", content: "Be brief." },
      { role: "system", content: [{ type: "input_text", text: "Be kind." }] },
      user,
      { role: "system", content: "Now in French." },
    ],
    instructions: "First.",
  });
  expect(body.instructions).toBe("First.\n\nBe brief.\n\nBe kind.");
  expect(body.input).toEqual([user, { role: "developer", content: "Now in French." }]);
});

it("never goes without instructions, and takes a text as the question", () => {
  const { instructions, input } = bodyOf({ input: "hi" });
  expect(instructions).not.toBe("");
  expect(input).toEqual([user]);
});

it("stores nothing, streams, and asks for what the model thought", () => {
  const body = bodyOf({ input: [user], store: true, include: ["a"] });
  expect(body).toMatchObject({ store: false, stream: true });
  expect(body.include).toEqual(["a", "reasoning.encrypted_content"]);
});

it("leaves out what only tunes, and keeps what changes the meaning", () => {
  const kept = { model: "m", tools: [], text: { verbosity: "high" }, previous_response_id: "r" };
  const body = bodyOf({
    input: [user],
    ...kept,
    max_output_tokens: 9,
    temperature: 1,
    top_p: 1,
    user: "u",
    metadata: {},
    truncation: "auto",
    safety_identifier: "s",
  });
  expect(body).toEqual({
    ...kept,
    input: [user],
    instructions: expect.any(String),
    store: false,
    stream: true,
    include: ["reasoning.encrypted_content"],
  });
});

it("tells the session, where there is one", () => {
  const sessionId = "s".repeat(70);
  const request = prepare({ input: [user] }, { sessionId });
  expect(request.headers).toEqual({
    accept: "text/event-stream",
    "session-id": sessionId,
    "x-client-request-id": sessionId,
  });
  expect(request.body().prompt_cache_key).toBe("s".repeat(64));
  expect(prepare({ input: [user] }).headers).toEqual({ accept: "text/event-stream" });
});

it("leaves requests with a key of the user's own as they are", () => {
  const before = { input: [user], temperature: 1 };
  const request = prepare(structuredClone(before), {}, { token: "k" });
  expect([request.url, request.body()]).toEqual([
    "https://chatgpt.com/backend-api/responses",
    before,
  ]);
});
