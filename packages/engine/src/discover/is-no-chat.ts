// Whether an entry of a list is something else than a model that one can talk to. Vendors list what makes pictures,
// vectors and sounds in the same place, and many say nothing but its name. Pure.
import { readTexts } from "./discovered-model.ts";
import type { SaidOfModel } from "./said-of-model.ts";

const OTHER_TYPE = /embed|image|audio|tts|asr|speech|transcri|moderation|rerank|video|upscale/i;

/** What stands between separators in the names of such models. */
const OTHER_NAME =
  /(?:^|[/._:-])(?:embed|embeddings?|whisper|tts|asr|dall-e|gpt-image|imagen?|veo|sora|moderation|realtime|audio|transcribe|ocr|rerank(?:er)?|(?:babbage|davinci)-002|imagine)(?=$|[/._:-]|\d)/i;

export function isNoChat(id: string, said?: SaidOfModel): boolean {
  if (!said) return OTHER_NAME.test(id);
  const { record, architecture, capabilities } = said;
  if (record.active === false || record.supports_chat === false) return true;
  if (capabilities?.completion_chat === false) return true;
  if (typeof record.type === "string" && OTHER_TYPE.test(record.type)) return true;
  const output = readTexts(architecture?.output_modalities) ?? readTexts(record.output_modalities);
  // Who says what comes out of it needs no guess at its name.
  return output ? !output.includes("text") : OTHER_NAME.test(id);
}
