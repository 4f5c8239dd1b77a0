// A Mayros after its end: whatever is asked of it then fails at once, sends nothing and leaves nothing open. Another one
// on the same home goes on.
import { startModelServer } from "@mayros/plugin-testkit";
import { generateText } from "ai";
import { expect, it, onTestFinished } from "vitest";
import { openMayros } from "./open-mayros.ts";

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];
const KEY = "closed-test-key-0001";

async function open() {
  const server = await startModelServer();
  onTestFinished(() => server.stop());
  const opened = openMayros(
    { models: { providers: { groq: { baseUrl: `${server.url}/v1` } } } },
    { GROQ_API_KEY: KEY },
  );
  return { ...opened, server };
}

const refused = { code: "MAYROS_STATE_UNREADABLE", hint: "make a new createMayros()" };

it("refuses what is asked after its end, whether it was used before or not", async () => {
  const { mayros, again, server } = await open();
  const used = again();
  await generateText({ model: used.languageModel("groq/m"), prompt: "hello" });
  for (const closed of [mayros, used]) {
    closed.close();
    await expect(closed.run({ model: "groq/m", prompt }, () => {}).finished).rejects.toMatchObject(
      refused,
    );
    const model = closed.languageModel("groq/m");
    await expect(model.doGenerate({ prompt })).rejects.toMatchObject(refused);
    await expect(closed.embed({ model: "groq/m", values: ["a"] })).rejects.toMatchObject(refused);
  }
  expect(server.journal()).toHaveLength(1);
});

it("ends requests that were just beginning", async () => {
  const { mayros, server } = await open();
  const run = mayros.run({ model: "groq/m", prompt }, () => {});
  mayros.close();
  await expect(run.finished).rejects.toMatchObject(refused);
  expect(server.journal()).toEqual([]);
});

it("leaves others on the same home alone", async () => {
  const { mayros, again } = await open();
  const other = again();
  const [model, same] = [mayros, other].map((each) => each.languageModel("groq/m"));
  if (!model || !same) throw new Error("each has a model");
  await Promise.all([model, same].map((each) => generateText({ model: each, prompt: "hello" })));
  mayros.close();
  const { text } = await generateText({ model: same, prompt: "hello" });
  expect(text).toBe("Hello from the model server.");
});
