// What each package may weigh (size-budgets.json). A package that needs more gets it there, by somebody who says why.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TarballSize } from "./measure-tarball.ts";

export interface SizeBudget {
  /** Bytes of the tarball. */
  readonly packed: number;
  /** Of what lies in node_modules afterwards, all that it brings included. */
  readonly installed?: { readonly files: number; readonly bytes: number };
}

interface Budgets {
  readonly dataPlugin: SizeBudget;
  readonly codePlugin: SizeBudget;
  /** By name; these go before the two above. */
  readonly packages: Readonly<Record<string, SizeBudget>>;
}

const budgets = JSON.parse(
  readFileSync(join(import.meta.dirname, "size-budgets.json"), "utf8"),
) as Budgets;

export interface Weighed {
  readonly name: string;
  readonly plugin: "data" | "code" | undefined;
}

/** Undefined for a package that nobody gave one. */
export function budgetOf({ name, plugin }: Weighed): SizeBudget | undefined {
  const own = Object.hasOwn(budgets.packages, name) ? budgets.packages[name] : undefined;
  if (own || plugin === undefined) return own;
  return plugin === "data" ? budgets.dataPlugin : budgets.codePlugin;
}

export function sizeProblems(weighed: Weighed, { packed }: Pick<TarballSize, "packed">): string[] {
  const budget = budgetOf(weighed);
  if (!budget) return ["has no budget in tools/release/size-budgets.json"];
  if (packed <= budget.packed) return [];
  return [`its tarball has ${packed} bytes, ${budget.packed} are allowed (size-budgets.json)`];
}

export function installedProblems(
  name: string,
  { files, bytes }: { readonly files: number; readonly bytes: number },
): string[] {
  const allowed = budgets.packages[name]?.installed;
  if (!allowed) return [];
  return [
    ...(files > allowed.files ? [`installs ${files} files, ${allowed.files} are allowed`] : []),
    ...(bytes > allowed.bytes ? [`installs ${bytes} bytes, ${allowed.bytes} are allowed`] : []),
  ];
}
