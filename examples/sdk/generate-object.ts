// An answer of a given shape: node generate-object.ts [provider/model]
import { createMayros } from "@mayros/sdk";
import { generateText, Output } from "ai";
import { z } from "zod";

const mayros = createMayros({ onWarning: console.warn });
const { output } = await generateText({
  model: mayros.languageModel(process.argv[2] ?? "openai/gpt-5.2"),
  prompt: "Name a city and how many people live in it.",
  output: Output.object({ schema: z.object({ city: z.string(), people: z.number() }) }),
});
console.log(`${output.people} people live in ${output.city}`);
mayros.close();
