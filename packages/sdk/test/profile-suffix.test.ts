// `ref@profile` wherever a program names a model, and what a request says before it is sent.
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from "@mayros/plugin-testkit";
import { embed, generateText } from "ai";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMayros, type Mayros } from "../src/index.ts";
import { openMayros } from "./open-mayros.ts";

const HOME = "sdk-key-of-home-0001";
const WORK = "sdk-key-of-work-0002";

async function open(options: ModelServerOptions = {}): Promise<{
  mayros: Mayros;
  warnings: readonly string[];
  server: ModelServer;
}> {
  const server = await startModelServer(options);
  onTestFinished(() => server.stop());
  const at = { baseUrl: `${server.url}/v1` };
  const aliases = { fast: "groq/llama-3.3-70b-versatile" };
  const { mayros, warnings } = openMayros({
    models: { providers: { groq: at, openai: at }, aliases },
  });
  await mayros.auth.pasteApiKey({ provider: "groq", key: HOME });
  await mayros.auth.pasteApiKey({ provider: "groq", key: WORK, profileId: "groq:me@work.example" });
  await mayros.auth.pasteApiKey({ provider: "openai", key: WORK, profileId: "work" });
  return { mayros, warnings, server };
}

const asked = (server: ModelServer): (string | undefined)[] =>
  server.journal().map(({ key }) => key);

describe("ref@profile", () => {
  it.each(["groq/llama-3.3-70b-versatile@groq:me@work.example", "fast@groq:me@work.example"])(
    "asks %s with that profile",
    async (ref) => {
      const { mayros, server } = await open();
      const model = mayros.languageModel(ref);
      const { text } = await generateText({ model, prompt: "hello" });
      expect(text).toBe("Hello from the model server.");
      expect(asked(server)).toEqual([WORK]);
    },
  );

  it("asks for embeddings with it, too", async () => {
    const { mayros, server } = await open();
    const model = mayros.embeddingModel("openai/text-embedding-3-small@work");
    await embed({ model, value: "hello" });
    expect(asked(server)).toEqual([WORK]);
  });

  it("and the same profile as an option agree; another one is refused before anything is sent", async () => {
    const { mayros, server } = await open();
    const ref = "fast@groq:default";
    const model = mayros.languageModel(ref, { profile: "groq:default" });
    await generateText({ model, prompt: "hello" });
    const other = mayros.languageModel(ref, { profile: "groq:me@work.example" });
    await expect(generateText({ model: other, prompt: "hello" })).rejects.toMatchObject({
      code: "MAYROS_USAGE",
      message: "two profiles are named: groq:default with the model, and groq:me@work.example",
      hint: "name one: fast@groq:default",
    });
    expect(asked(server)).toEqual([HOME]);
  });

  it("that nobody stored is no part of a model's name", async () => {
    const { mayros, server } = await open();
    const model = mayros.languageModel("fast@groq:wrok");
    await expect(generateText({ model, prompt: "hello" })).rejects.toMatchObject({
      code: "MAYROS_PROFILE_UNKNOWN",
    });
    expect(asked(server)).toEqual([]);
  });
});

describe("a picture for a model that is listed as one without", () => {
  const picture = {
    type: "file" as const,
    mediaType: "image/png",
    data: { type: "data" as const, data: "iVBORw0KGgo=" },
  };
  const prompt = [{ role: "user" as const, content: [picture] }];
  const remark = "groq/llama-3.3-70b-versatile is listed as a model that takes no images";

  it("is sent, with a warning in the answer", async () => {
    const { mayros, warnings, server } = await open();
    const told: unknown[] = [];
    for (const model of ["fast", "groq/brand-new", "openai/gpt-5.2"]) {
      await mayros.run({ model, prompt }, (part) => {
        if (part.type === "stream-start") told.push(part.warnings);
      }).finished;
    }
    expect(told).toEqual([[{ type: "other", message: remark }], [], []]);
    expect(warnings.filter((warning) => warning.includes("images"))).toEqual([]);
    expect(server.journal()).toHaveLength(3);
  });

  it("is warned of where no answer comes, too", async () => {
    const { mayros, warnings } = await open({ rateLimitedKeys: [HOME, WORK] });
    const { finished } = mayros.run({ model: "fast", prompt }, () => {});
    await expect(finished).rejects.toThrow("answered 429");
    expect(warnings).toContain(remark);
  });
});

it("rejects where the machine can't be read, before its code is loaded, too", async () => {
  const mayros = createMayros({ env: {}, builtinFolder: "/nowhere" });
  const { finished } = mayros.run({ prompt: [] }, () => {});
  await expect(finished).rejects.toMatchObject({ code: "MAYROS_STATE_UNREADABLE" });
});
