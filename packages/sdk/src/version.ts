// The version of this package, as bundlers inline it.
import manifest from "../package.json" with { type: "json" };

export const version: string = manifest.version;
