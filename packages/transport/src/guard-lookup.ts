// Resolves a name and lets only those addresses through that the host rules allow. It runs inside the
// connection, so a name cannot be checked with one address and connected to with another.
import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { refuseAddress } from "./host-rules.ts";
import { refusedError } from "./transport-error.ts";

export function guardLookup(lookup: LookupFunction, protocol: string): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found, family) => {
      if (error) return callback(error, "");
      const addresses =
        typeof found === "string" ? [{ address: found, family: family ?? 4 }] : found;
      const allowed = addresses.filter(({ address }) => !refuseAddress(address, protocol));
      const first = allowed[0];
      if (!first) return callback(refusal(hostname, addresses, protocol), "");
      if (options.all) return callback(null, allowed);
      callback(null, first.address, first.family);
    });
  };
}

function refusal(hostname: string, addresses: LookupAddress[], protocol: string): Error {
  const address = addresses[0]?.address;
  if (address === undefined) return Object.assign(new Error("no address"), { code: "ENOTFOUND" });
  return refusedError(
    `${hostname} was not asked: ${refuseAddress(address, protocol)}`,
    "correct baseUrl in the config",
  );
}
