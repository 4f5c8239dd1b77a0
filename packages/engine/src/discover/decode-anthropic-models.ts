// The list of a server that speaks as Anthropic does, `GET /v1/models`. Pure.
// https://platform.claude.com/docs/en/api/models/list (accessed 2026-11-28)
import {
  type DiscoveredModel,
  readModelId,
  readName,
  readRecord,
  readTokens,
  withoutMissing,
} from "./discovered-model.ts";
import { isNoChat } from "./is-no-chat.ts";

/** Undefined where the answer is no list of models. */
export function decodeAnthropicModels(answer: unknown): DiscoveredModel[] | undefined {
  const list = readRecord(answer)?.data;
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((entry) => {
    const record = readRecord(entry);
    const id = readModelId(record?.id);
    if (!record || id === undefined || isNoChat(id)) return [];
    const can = readRecord(record.capabilities);
    const sees = supported(can?.image_input);
    const name = readName(record.display_name);
    return [
      withoutMissing<DiscoveredModel>({
        id,
        name: name === id ? undefined : name,
        input: sees === undefined ? undefined : sees ? ["text", "image"] : ["text"],
        reasoning: supported(can?.thinking),
        contextWindow: readTokens(record.max_input_tokens),
        maxTokens: readTokens(record.max_tokens),
      }),
    ];
  });
}

function supported(capability: unknown): boolean | undefined {
  const { supported: is } = readRecord(capability) ?? {};
  return typeof is === "boolean" ? is : undefined;
}
