// What a new version of a plugin asks for and the old one did not. Pure.
import type { PackageReport } from "@mayros/sdk";

const lists = {
  providers: "provides",
  hosts: "sends to",
  env: "reads",
  files: "reads files",
  exec: "runs",
} as const;

type List = keyof typeof lists;

/** `sends to new.example`; empty for a new plugin, and where nothing was added. */
export function packageGrowth(report: PackageReport): string[] {
  const { before, code, ownTransport } = report;
  if (before === undefined) return [];
  return [
    ...(code && !before.code ? ["runs code"] : []),
    ...(ownTransport && !before.ownTransport ? ["has a network of its own"] : []),
    ...(Object.keys(lists) as List[]).flatMap((list) => {
      const added = report[list].filter((each) => !before[list].includes(each));
      return added.length === 0 ? [] : [`${lists[list]} ${added.join(", ")}`];
    }),
  ];
}
