// One question, one answer: node generate-text.ts [provider/model]
import { createMayros } from "@mayros/sdk";
import { generateText } from "ai";

const mayros = createMayros({ onWarning: console.warn });
const { text, usage } = await generateText({
  model: mayros.languageModel(process.argv[2] ?? "openai/gpt-5.2"),
  prompt: "hello",
});
console.log(text);
console.log(`${usage.outputTokens} tokens`);
mayros.close();
