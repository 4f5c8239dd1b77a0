// An answer as it is written: node stream-text.ts [provider/model]
import { createMayros } from "@mayros/sdk";
import { streamText } from "ai";

const mayros = createMayros({ onWarning: console.warn });
const { textStream } = streamText({
  model: mayros.languageModel(process.argv[2] ?? "openai/gpt-5.2"),
  prompt: "hello",
});
for await (const piece of textStream) process.stdout.write(piece);
process.stdout.write("\n");
mayros.close();
