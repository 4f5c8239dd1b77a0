// Mayros beside other providers in one AI SDK registry: node registry.ts [provider/model]
import { createMayros } from "@mayros/sdk";
import { createProviderRegistry, generateText } from "ai";

const mayros = createMayros({ onWarning: console.warn });
const registry = createProviderRegistry({ mayros: mayros.provider() });
const { text } = await generateText({
  model: registry.languageModel(`mayros:${process.argv[2] ?? "openai/gpt-5.2"}`),
  prompt: "hello",
});
console.log(text);
mayros.close();
