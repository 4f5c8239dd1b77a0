// One provider as its plugin ships it: the declaration and its models.
import type { ModelDeclaration, ProviderDeclaration } from "@mayros/core";

export interface ProviderBlock {
  readonly id: string;
  readonly plugin: string;
  readonly declaration: Omit<ProviderDeclaration, "models" | "modelsFile">;
  readonly models: readonly ModelDeclaration[];
}
