// The sealer of this machine's store of logins, loaded by the first secret that is read or written sealed: most
// commands read none.
import type { Sealer } from "@mayros/credentials";
import type { SealerOptions } from "./machine-sealer.ts";

export function laterSealer(options: SealerOptions): Sealer {
  let opening: Promise<Sealer> | undefined;
  const open = (): Promise<Sealer> => {
    opening ??= import("./machine-sealer.ts").then(({ machineSealer }) => machineSealer(options));
    return opening;
  };
  return {
    forNew: async (used) => (await open()).forNew(used),
    forRenewed: async (used) => (used === undefined ? undefined : (await open()).forRenewed(used)),
    open: async (columns, place, keyId) => (await open()).open(columns, place, keyId),
  };
}
