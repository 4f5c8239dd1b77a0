// Whether this machine has a credential of its own for a provider, by the signs that its auth methods name: a look at
// variables and files, which reads no secret and asks nobody.
import { existsSync } from "node:fs";
import type { AuthMethod, Environment } from "@mayros/core";
import { expandHome } from "../machine/expand-home.ts";

export interface Surroundings {
  readonly env: Environment;
  /** The person's home: what `~/` stands for. */
  readonly home: string;
}

/** The first sign that is there: the name of a variable, or a path. */
export function findAmbient(
  methods: readonly Pick<AuthMethod, "kind" | "ambient">[],
  { env, home }: Surroundings,
): string | undefined {
  for (const { kind, ambient = {} } of methods) {
    if (kind !== "ambient") continue;
    const variable = ambient.env?.find((name) => env[name]?.trim());
    const sign = variable ?? ambient.files?.find((path) => existsSync(expandHome(path, home)));
    if (sign !== undefined) return sign;
  }
  return undefined;
}
