// Answers of a given shape, by every way that the AI SDK has to ask for one, on every wire format.
import { startModelServer } from "@mayros/plugin-testkit";
import { generateObject, generateText, jsonSchema, Output, streamObject, streamText } from "ai";
import { describe, expect, it, onTestFinished } from "vitest";
import { openMayros } from "./open-mayros.ts";

const KEY = "object-test-key-0001";
const city = { city: "Oslo", people: 700_000 };
const schema = jsonSchema<typeof city>({
  type: "object",
  properties: { city: { type: "string" }, people: { type: "number" } },
  required: ["city", "people"],
  additionalProperties: false,
});

async function open() {
  const server = await startModelServer({
    replies: [{ when: "Name a city", text: JSON.stringify(city) }],
  });
  onTestFinished(() => server.stop());
  const providers = {
    anthropic: { baseUrl: server.url },
    google: { baseUrl: `${server.url}/v1beta` },
    groq: { baseUrl: `${server.url}/v1` },
    openai: { baseUrl: `${server.url}/v1` },
  };
  const env = {
    ANTHROPIC_API_KEY: KEY,
    GEMINI_API_KEY: KEY,
    GROQ_API_KEY: KEY,
    OPENAI_API_KEY: KEY,
  };
  return openMayros({ models: { providers } }, env).mayros;
}

const prompt = "Name a city and how many people live in it.";

describe.each([
  "anthropic/claude-opus-4-6",
  "google/gemini-2.5-flash",
  "groq/llama-3.3-70b-versatile",
  "openai/gpt-5.2",
])("%s", (ref) => {
  it("answers generateObject and streamObject", async () => {
    const model = (await open()).languageModel(ref);
    expect((await generateObject({ model, schema, prompt })).object).toEqual(city);
    const { partialObjectStream, object } = streamObject({ model, schema, prompt });
    for await (const partial of partialObjectStream) expect(partial).toBeTypeOf("object");
    expect(await object).toEqual(city);
  });

  it("answers Output.object of generateText and streamText", async () => {
    const model = (await open()).languageModel(ref);
    const output = Output.object({ schema });
    expect((await generateText({ model, output, prompt })).output).toEqual(city);
    expect(await streamText({ model, output, prompt }).output).toEqual(city);
  });
});
