// Which of two texts is nearer to a third: node embed.ts [provider/model]
import { createMayros } from "@mayros/sdk";
import { cosineSimilarity, embedMany } from "ai";

const mayros = createMayros({ onWarning: console.warn });
const { embeddings } = await embedMany({
  model: mayros.embeddingModel(process.argv[2] ?? "openai/text-embedding-3-small"),
  values: ["a cat", "a kitten", "a lorry"],
});
const [cat = [], kitten = [], lorry = []] = embeddings;
const near = cosineSimilarity(cat, kitten) >= cosineSimilarity(cat, lorry);
console.log(
  `${embeddings.length} embeddings; a kitten is ${near ? "" : "not "}nearer to a cat than a lorry`,
);
mayros.close();
