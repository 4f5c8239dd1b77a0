// What a request with a subscription's token looks like, and how the answer gets the caller's names back.
import type { JSONObject, OutgoingRequest, StreamPart } from "@mayros/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { giveNamesBack } from "../src/give-names-back.ts";
import { prepareRequest } from "../src/prepare-request.ts";

const token = `sk-ant-oat01-${"x".repeat(90)}`;
const identity = {
  type: "text",
  text: "You are Claude Code, Anthropic's official CLI for Claude.",
};

function outgoing(body: JSONObject, headers: Record<string, string> = {}): OutgoingRequest {
  return {
    api: "anthropic-messages",
    model: "claude-opus-4-6",
    credential: "token",
    sessionId: undefined,
    facts: { initiator: "user", hasImage: false, stream: true },
    url: "https://api.anthropic.com/v1/messages",
    headers,
    body: () => body,
  };
}

function prepared(body: JSONObject, headers: Record<string, string> = {}): OutgoingRequest {
  const request = outgoing(body, headers);
  prepareRequest({ token }, request);
  return request;
}

const call = (toolName: string): StreamPart => ({
  type: "tool-call",
  toolCallId: "c",
  toolName,
  input: "{}",
});

it("says who asks, as Claude Code does", () => {
  const { headers } = prepared(
    {},
    { "x-api-key": token, "anthropic-beta": "a-1, oauth-2025-04-20" },
  );
  expect(headers).toEqual({
    authorization: `Bearer ${token}`,
    "anthropic-beta": "claude-code-20250219,oauth-2025-04-20,a-1",
    "user-agent": expect.stringMatching(/^claude-cli\/\d+\.\d+\.\d+$/),
    "x-app": "cli",
  });
});

it("puts the identity before the caller's own system prompt, once", () => {
  const own = { type: "text", text: "Be brief.", cache_control: { type: "ephemeral" } };
  expect(prepared({}).body().system).toEqual([identity]);
  expect(prepared({ system: [own] }).body().system).toEqual([identity, own]);
  expect(prepared({ system: "Be brief." }).body().system).toEqual([
    identity,
    { type: "text", text: "Be brief." },
  ]);
  expect(prepared({ system: [identity, own] }).body().system).toEqual([identity, own]);
});

it("leaves requests with an API key as they are", () => {
  const body = { system: "s", tools: [{ name: "read" }] };
  const request = outgoing(structuredClone(body), { "x-api-key": "sk-ant-api03-k" });
  prepareRequest({ token: "sk-ant-api03-k" }, request);
  expect(request.body()).toEqual(body);
  expect(request.headers).toEqual({ "x-api-key": "sk-ant-api03-k" });
});

it("spells tools as Claude Code does, wherever they are named", () => {
  const request = prepared({
    tools: [{ name: "read" }, { name: "todowrite", type: "custom" }, { name: "weather" }],
    tool_choice: { type: "tool", name: "read" },
    messages: [
      {
        role: "assistant",
        content: [{ type: "tool_use", id: "1", name: "read", input: {} }],
      },
      {
        role: "user",
        content: [
          {
            type: "tool_result",
            tool_use_id: "1",
            content: [{ type: "tool_reference", tool_name: "todowrite" }],
          },
        ],
      },
    ],
  });
  const { tools, tool_choice, messages } = request.body();
  expect(tools).toMatchObject([{ name: "Read" }, { name: "TodoWrite" }, { name: "weather" }]);
  expect(tool_choice).toEqual({ type: "tool", name: "Read" });
  expect(messages).toMatchObject([
    { content: [{ name: "Read" }] },
    { content: [{ content: [{ tool_name: "TodoWrite" }] }] },
  ]);
  expect(giveNamesBack(call("Read"), request)).toEqual(call("read"));
  expect(
    giveNamesBack({ type: "tool-input-start", id: "c", toolName: "TodoWrite" }, request),
  ).toEqual({
    type: "tool-input-start",
    id: "c",
    toolName: "todowrite",
  });
});

it("keeps the names of the vendor's own tools, and two that differ in case", () => {
  const tools = [
    { name: "bash", type: "bash_20250124" },
    { name: "read" },
    { name: "Read" },
    { name: "web_search", type: "web_search_20250305" },
  ];
  const content = [{ type: "tool_use", id: "1", name: "bash", input: {} }];
  const messages = [{ role: "assistant", content }];
  const request = prepared(structuredClone({ tools, messages }));
  expect(request.body()).toMatchObject({ tools, messages });
  expect(giveNamesBack(call("Read"), request)).toEqual(call("Read"));
});

it("gives each request's own names back, and only those", () => {
  const [first, second] = [
    prepared({ tools: [{ name: "read" }] }),
    prepared({ tools: [{ name: "READ" }] }),
  ];
  expect(giveNamesBack(call("Read"), first)).toEqual(call("read"));
  expect(giveNamesBack(call("Read"), second)).toEqual(call("READ"));
  expect(giveNamesBack(call("Read"), outgoing({}))).toEqual(call("Read"));
});

it("loses no name, whatever tools are called", () => {
  const some = fc.constantFrom("read", "Read", "READ", "bash", "webfetch", "WebFetch", "x", "Task");
  fc.assert(
    fc.property(fc.uniqueArray(some), (names) => {
      const request = prepared({ tools: names.map((name) => ({ name })) });
      const sent = (request.body().tools as { name: string }[]).map(({ name }) => name);
      expect(new Set(sent).size).toBe(names.length);
      const back = sent.map(
        (name) => (giveNamesBack(call(name), request) as { toolName: string }).toolName,
      );
      expect(back).toEqual(names);
    }),
  );
});
