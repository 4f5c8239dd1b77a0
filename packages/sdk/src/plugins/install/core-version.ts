// The version of @mayros/core that plugins meet here: what their `minCore` speaks of.
import manifest from "@mayros/core/package.json" with { type: "json" };

export const coreVersion: string = manifest.version;
