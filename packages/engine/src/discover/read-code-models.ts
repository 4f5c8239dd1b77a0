// What the code of a plugin says of models, looked at like every list: it may have passed on what a server wrote. Pure.
import type { ModelDeclaration } from "@mayros/core";
import {
  type DiscoveredModel,
  MOST_MODELS,
  readModelId,
  readName,
  readPrice,
  readRecord,
  readTexts,
  readTokens,
  withoutMissing,
} from "./discovered-model.ts";

/** Undefined where it is no list. */
export function readCodeModels(said: unknown): DiscoveredModel[] | undefined {
  if (!Array.isArray(said)) return undefined;
  const models = new Map<string, DiscoveredModel>();
  for (const each of said) {
    const model = readModel(each);
    if (model && models.size < MOST_MODELS && !models.has(model.id)) models.set(model.id, model);
  }
  return [...models.values()];
}

function readModel(said: unknown): DiscoveredModel | undefined {
  const record = readRecord(said);
  const id = readModelId(record?.id);
  if (!record || id === undefined) return undefined;
  const { reasoning } = record;
  const input = readTexts(record.input)?.filter((kind) => kind === "text" || kind === "image");
  return withoutMissing<DiscoveredModel>({
    id,
    wireId: readModelId(record.wireId),
    name: readName(record.name),
    api: readName(record.api),
    reasoning: typeof reasoning === "boolean" ? reasoning : undefined,
    thinkingLevelMap: levelsOf(record.thinkingLevelMap),
    input: input && input.length > 0 ? input : undefined,
    contextWindow: readTokens(record.contextWindow),
    maxTokens: readTokens(record.maxTokens),
    cost: costOf(record.cost),
  });
}

function levelsOf(said: unknown): ModelDeclaration["thinkingLevelMap"] {
  const record = readRecord(said);
  if (!record) return undefined;
  const words = Object.entries(record).filter(
    ([, word]) => word === null || readName(word) !== undefined,
  );
  return Object.fromEntries(words);
}

function costOf(said: unknown): ModelDeclaration["cost"] {
  const { input, output, cacheRead, cacheWrite } = readRecord(said) ?? {};
  const [asks, answers] = [readPrice(input), readPrice(output)];
  if (asks === undefined || answers === undefined) return undefined;
  return withoutMissing<NonNullable<ModelDeclaration["cost"]>>({
    input: asks,
    output: answers,
    cacheRead: readPrice(cacheRead),
    cacheWrite: readPrice(cacheWrite),
  });
}
