// Where a config names a model by its alias: those places would break without it. Pure.
import {
  type Alias,
  allowlist,
  defaultModelChoice,
  imageModelChoice,
  listAliases,
} from "@mayros/catalog";
import type { Config } from "@mayros/config";

export interface AliasUse {
  /** In the config. */
  readonly path: string;
  /** The command that puts the ref itself there. */
  hint(ref: string): string;
}

export function aliasUses(name: string, config: Config): AliasUse[] {
  const isIt = (text: string | undefined): boolean => text?.toLowerCase() === name.toLowerCase();
  const model = defaultModelChoice(config);
  const image = imageModelChoice(config);
  const allowed = allowlist(config);
  const uses: { used: boolean; path: string; hint: (ref: string) => string }[] = [
    {
      used: isIt(model.primary),
      path: "agents.defaults.model",
      hint: (ref) => `mayros models set ${ref}`,
    },
    {
      used: isIt(image.primary),
      path: "agents.defaults.imageModel",
      hint: (ref) => `mayros models set-image ${ref}`,
    },
    {
      used: model.fallbacks.some(isIt),
      path: "agents.defaults.model.fallbacks",
      hint: () => `mayros models fallbacks remove ${name}`,
    },
    {
      used: image.fallbacks.some(isIt),
      path: "agents.defaults.imageModel.fallbacks",
      hint: () => `mayros models image-fallbacks remove ${name}`,
    },
    {
      used: allowed?.entries.some(isIt) ?? false,
      path: allowed?.path ?? "",
      hint: () => `mayros models allow remove ${name}`,
    },
    ...[...listAliases(config).values()].map((alias) => ({
      used: alias.fallbacks.some(isIt),
      path: `models.aliases.${alias.name}.fallbacks`,
      hint: (ref: string) => replaceFallback(alias, isIt, ref),
    })),
  ];
  return uses.filter(({ used }) => used).map(({ path, hint }) => ({ path, hint }));
}

function replaceFallback(
  { name, model, fallbacks }: Alias,
  isIt: (text: string) => boolean,
  ref: string,
): string {
  const options = fallbacks.map((each) => ` --fallback ${isIt(each) ? ref : each}`);
  return `mayros models aliases add ${name} ${model}${options.join("")}`;
}
