// A request that heeds no cooldown and leaves none: somebody tries a key that is not stored yet.
import type { EngineDependencies } from "./engine-dependencies.ts";

export const noMemory: EngineDependencies["memory"] = {
  cooldowns: async () => () => undefined,
  failed: async () => undefined,
  answered: () => {},
};
