// A model that calls a function of this program and goes on with what it returned:
// node use-tools.ts [provider/model]
import { createMayros } from "@mayros/sdk";
import { generateText, stepCountIs, tool } from "ai";
import { z } from "zod";

const weather = tool({
  description: "The weather of a city",
  inputSchema: z.object({ city: z.string() }),
  execute: async ({ city }) => `sunny in ${city}`,
});

const mayros = createMayros({ onWarning: console.warn });
const { text, steps } = await generateText({
  model: mayros.languageModel(process.argv[2] ?? "openai/gpt-5.2"),
  prompt: "What is the weather in Oslo?",
  tools: { weather },
  stopWhen: stepCountIs(5),
});
console.log(text);
console.log(`${steps.length} steps`);
mayros.close();
