// The next model when one fails, and what happened on the way: node fall-back.ts [ref] [fallback...]
import { createMayros } from "@mayros/sdk";
import { generateText } from "ai";

const [model = "openai/gpt-5.2", ...fallbacks] = process.argv.slice(2);
const mayros = createMayros({
  onWarning: console.warn,
  onEvent(event) {
    if (event.type === "attempt") console.log(`asking ${event.model} with ${event.source.name}`);
    if (event.type === "failed") console.log(`${event.model} failed: ${event.kind}`);
    if (event.type === "cooldown") console.log(`${event.source.name} is left alone for a while`);
    if (event.type === "fallback") console.log(`${event.to} is asked in its place`);
  },
});
const { text } = await generateText({
  model: mayros.languageModel(model, { fallbacks, sessionId: "example" }),
  prompt: "hello",
});
console.log(text);
mayros.close();
