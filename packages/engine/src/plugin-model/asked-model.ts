// What is asked of somebody's AI SDK model.
import type { LanguageModelV4 } from "@mayros/core";

export type AskedModel = Pick<LanguageModelV4, "doGenerate" | "doStream">;
