// The version of the command, as the bundler inlines it.
import manifest from "../package.json" with { type: "json" };

export const version: string = manifest.version;
