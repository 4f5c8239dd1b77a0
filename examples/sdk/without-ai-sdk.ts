// The same without the AI SDK: parts are pushed as they arrive. node without-ai-sdk.ts [provider/model]
import { createMayros } from "@mayros/sdk";

const mayros = createMayros({ onWarning: console.warn });
const request = {
  model: process.argv[2] ?? "openai/gpt-5.2",
  prompt: [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }],
};
const { finished } = mayros.run(request, (part) => {
  if (part.type === "text-delta") process.stdout.write(part.delta);
  if (part.type === "finish") process.stdout.write(` (${part.finishReason.unified})\n`);
});
await finished;
mayros.close();
