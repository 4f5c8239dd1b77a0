// The part of mayros.json that the catalog reads. Provider ids in it are normal already: the SDK
// renames other spellings when it has read the file.
import type { ConfigProvider } from "@mayros/core";

/** A ref or alias, or one with refs to fall back to. */
export type ModelChoice =
  | string
  | { readonly primary?: string | undefined; readonly fallbacks?: readonly string[] | undefined };

export interface CatalogConfig {
  readonly agents?:
    | {
        readonly defaults?:
          | {
              readonly model?: ModelChoice | undefined;
              readonly imageModel?: ModelChoice | undefined;
              readonly models?:
                | Readonly<Record<string, { readonly alias?: string | undefined }>>
                | undefined;
              readonly modelPolicy?: { readonly allow?: readonly string[] | undefined } | undefined;
            }
          | undefined;
      }
    | undefined;
  readonly models?:
    | {
        readonly mode?: "merge" | "replace" | undefined;
        readonly providers?: Readonly<Record<string, ConfigProvider>> | undefined;
        readonly aliases?:
          | Readonly<
              Record<
                string,
                | string
                | {
                    readonly model: string;
                    readonly fallbacks?: readonly string[] | undefined;
                  }
              >
            >
          | undefined;
      }
    | undefined;
}

/** A choice in its long form. */
export interface ModelChain {
  readonly primary: string | undefined;
  readonly fallbacks: readonly string[];
}

/** `agents.defaults.model` in its long form. */
export function defaultModelChoice(config: CatalogConfig): ModelChain {
  return longForm(config.agents?.defaults?.model);
}

/** `agents.defaults.imageModel`: used when the default model can't take an image. */
export function imageModelChoice(config: CatalogConfig): ModelChain {
  return longForm(config.agents?.defaults?.imageModel);
}

function longForm(choice: ModelChoice | undefined): ModelChain {
  if (typeof choice === "string") return { primary: choice, fallbacks: [] };
  return { primary: choice?.primary, fallbacks: choice?.fallbacks ?? [] };
}
