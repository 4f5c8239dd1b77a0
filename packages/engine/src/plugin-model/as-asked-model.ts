// What is asked of somebody's AI SDK model, and the older specifications that it may have. The adapters are loaded for
// those alone.
import type { LanguageModelV2, LanguageModelV3, LanguageModelV4 } from "@mayros/core";
import type { AskedModel } from "./asked-model.ts";

/** Throws an Error for a model of no specification that is known. */
export async function asAskedModel(
  model: LanguageModelV2 | LanguageModelV3 | LanguageModelV4,
): Promise<AskedModel> {
  switch (model.specificationVersion) {
    case "v4":
      return model;
    case "v3": {
      const { fromV3 } = await import("./older/from-v3.ts");
      return fromV3(model);
    }
    case "v2": {
      const [{ fromV3 }, { fromV2 }] = await Promise.all([
        import("./older/from-v3.ts"),
        import("./older/from-v2.ts"),
      ]);
      return fromV3(fromV2(model));
    }
    default:
      throw new Error(
        `its model has the specification ${String((model as { specificationVersion?: unknown }).specificationVersion)}; v4, v3 and v2 are known`,
      );
  }
}
