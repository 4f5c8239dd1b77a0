// Whatever a call holds, and whatever a catalog says of the model: its request is JSON, and nothing throws.
// Options and results come from programs and other servers, so their types promise little.
import { type CallOptions, type JSONValue, type Target, withModelDefaults } from "@mayros/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codecs } from "../src/codecs.ts";
import { loadCodec } from "../src/load-codec.ts";
import { target } from "./replay.ts";

const words = [
  "itemId",
  "caller",
  "type",
  "signature",
  "thoughtSignature",
  "part",
  "item",
  "store",
  "__proto__",
];
/** Without -0, which JSON does not have; `__proto__` is a key like any other there. */
const value = fc
  .oneof(fc.json({ maxDepth: 2 }), fc.constantFrom('"enabled"', '"json"', '{"__proto__":{"a":1}}'))
  .map((json) => JSON.parse(json.replace(/-0\b(?![.\d])/g, "0")) as JSONValue);
const record = (...keys: string[]) =>
  fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 4, noNullPrototype: true });

const text = fc.constantFrom("", " ", "a", "ü\n", '{"a":1}');
const id = fc.constantFrom("a", "b!", "", "call_1");
const name = fc.constantFrom("f", "shell", "web_search", "code_execution", "mcp.x", "server:x", "");
const mediaType = fc.constantFrom("image/png", "image/*", "text", "application/pdf", "audio/ogg");

/** The parts of one wire's calls, with options under its namespace. */
function partsOf(namespace: string) {
  const own = record(...words);
  const options = own.map((found) => ({ providerOptions: { [namespace]: found } }));
  const none = fc.constant({});
  const marked = <T extends object>(part: fc.Arbitrary<T>) =>
    fc.tuple(part, fc.oneof(none, options)).map(([bare, more]) => ({ ...bare, ...more }));
  const of = (type: string, fields: Record<string, fc.Arbitrary<unknown>> = {}) =>
    marked(fc.record({ type: fc.constant(type), ...fields }));
  const data = fc.constantFrom(
    { type: "data", data: "aGk=" },
    { type: "data", data: new Uint8Array([0x89, 0x50]) },
    { type: "url", url: new URL("https://a.example/x") },
    { type: "reference", reference: { [namespace]: "file-1" } },
    { type: "text", text: "t" },
  );
  const file = of("file", { mediaType, data });
  const said = of("text", { text });
  const pieces = fc.array(fc.oneof(said, file, of("custom")), { maxLength: 2 });
  const output = fc.oneof(
    of("text", { value: text }),
    of("json", { value }),
    of("error-json", { value }),
    of("execution-denied"),
    of("content", { value: pieces }),
  );
  const ran = of("tool-result", { toolCallId: id, toolName: name, output });
  const called = { toolCallId: id, toolName: name, input: value, providerExecuted: fc.boolean() };
  const custom = of("custom", { kind: fc.constantFrom(`${namespace}.x`, "other.x") });
  const approval = of("tool-approval-response", { approvalId: id, approved: fc.boolean() });
  const thought = of("reasoning", { text });
  const message = (role: string, ...parts: fc.Arbitrary<object>[]) =>
    marked(
      fc.record({
        role: fc.constant(role),
        content: fc.array(fc.oneof(...parts), { maxLength: 3 }),
      }),
    );
  return fc.oneof(
    marked(fc.record({ role: fc.constant("system"), content: text })),
    message("user", said, file),
    message("assistant", said, file, thought, of("tool-call", called), ran, custom),
    message("tool", ran, approval),
  );
}

function callsOf(namespace: string): fc.Arbitrary<CallOptions> {
  const prompt = fc.array(partsOf(namespace), { maxLength: 4 });
  const schema = record("type", "properties", "allOf", "__proto__");
  const options = record(...words);
  const tool = fc.record({ type: fc.constant("function"), name, inputSchema: schema });
  const format = fc.record({ type: fc.constant("json"), schema });
  const settings = {
    tools: fc.array(tool, { maxLength: 2 }),
    toolChoice: fc.constantFrom({ type: "none" }, { type: "tool", toolName: "f" }),
    responseFormat: format,
    reasoning: fc.constantFrom("none", "minimal", "xhigh"),
    temperature: fc.constant(1),
    // Under its namespace, and for this very server.
    providerOptions: fc.record({ [namespace]: options, acme: options }),
  };
  const call = fc.record({ prompt, ...settings }, { requiredKeys: ["prompt"] });
  return call as unknown as fc.Arbitrary<CallOptions>;
}

const targets: fc.Arbitrary<Target> = fc
  .record({ reasoning: fc.boolean(), known: fc.boolean(), off: fc.constantFrom(null, "none") })
  .map(({ reasoning, known, off }) => {
    const thinkingLevelMap = { off, minimal: null };
    return { ...target, known, model: withModelDefaults({ id: "m", reasoning, thinkingLevelMap }) };
  });

describe("any call", () => {
  it.each(Object.keys(codecs))("is JSON on %s", async (api) => {
    const codec = await loadCodec(api);
    if (!codec) throw new Error("no such wire");
    const { encodeRequest, createDecoder } = codec.operations.chat;
    const property = fc.property(callsOf(codec.namespace), targets, (call, asked) => {
      const { body, headers } = encodeRequest(call, asked, true);
      expect(JSON.parse(JSON.stringify(body))).toStrictEqual(body);
      expect(new Headers(headers).get("content-type")).toBe("application/json");
      createDecoder(() => {}, asked, call).end();
    });
    fc.assert(property, { numRuns: 300 });
  });
});
