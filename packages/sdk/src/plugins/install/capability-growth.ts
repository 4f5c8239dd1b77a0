// What a new version of a plugin asks for that the one before did not: that is asked about anew. Pure.
import type { PackageReport } from "./package-report.ts";

type Before = NonNullable<PackageReport["before"]>;
type Capabilities = Omit<Before, "version">;

/** In words that can be shown: `host api.acme.example`. */
export function capabilityGrowth(before: Capabilities, after: Capabilities): string[] {
  const added = (what: string, names: readonly string[], known: readonly string[]): string[] =>
    names.filter((name) => !known.includes(name)).map((name) => `${what} ${name}`);
  return [
    ...(after.code && !before.code ? ["code"] : []),
    ...added("provider", after.providers, before.providers),
    ...added("host", after.hosts, before.hosts),
    ...added("variable", after.env, before.env),
    ...added("file", after.files, before.files),
    ...added("program", after.exec, before.exec),
    ...(after.ownTransport && !before.ownTransport ? ["a network of its own"] : []),
  ];
}
