// What a person is shown of a package before it is trusted, in plain words.
import type { PackageReport } from "@mayros/sdk";
import { describeAge } from "./describe-age.ts";
import { describeSize } from "./describe-size.ts";
import { fieldLines, listLines } from "./field-lines.ts";
import { packageGrowth } from "./package-growth.ts";
import { plural } from "./plural.ts";

/** Lines with their ends. `now` is in ms since the epoch. */
export function packageCard(report: PackageReport, now: number): string {
  const { before, version, code, ownTransport } = report;
  const growth = packageGrowth(report);
  return [
    fieldLines(
      "package",
      `${report.package} ${version}${before ? `, in the place of ${before.version}` : ""}`,
    ),
    ...(report.description === "" ? [] : [fieldLines("", report.description)]),
    fieldLines("publisher", publisher(report, now)),
    fieldLines("plugin", `${report.id} (${report.name})`),
    fieldLines("kind", code ? CODE : "data: it runs no code"),
    fieldLines("providers", report.providers.join(", ") || "none"),
    fieldLines("sends to", report.hosts.join(", ") || "no host"),
    ...(ownTransport
      ? [fieldLines("network", "a vendor's library does its own: hosts are not checked")]
      : []),
    fieldLines("reads", variables(report)),
    ...listLines("files", report.files),
    ...listLines("runs", report.exec),
    fieldLines("size", `${describeSize(report.size)}${dependencies(report.dependencies)}`),
    ...(report.scripts.length === 0
      ? []
      : [fieldLines("scripts", `of ${report.scripts.join(", ")}, for installing: never run`)]),
    fieldLines("checked", checked(report)),
    ...(growth.length === 0 ? [] : [fieldLines("new", growth.join("; "))]),
  ].join("");
}

const CODE = "code: as a part of mayros it may do all that you may do on this machine";

function publisher({ source, publisher: name, publishedAt }: PackageReport, now: number): string {
  if (source !== "registry") return `unknown: it comes from a ${source}, and not from a registry`;
  const age = publishedAt === undefined ? "at an unknown time" : describeAge(publishedAt, now);
  return `${name ?? "unknown"}, published ${age}`;
}

function variables({ env, foreignEnv }: PackageReport): string {
  const foreign = new Set(foreignEnv);
  const names = [...new Set([...env, ...foreignEnv])];
  const shown = names.map((name) => (foreign.has(name) ? `${name} (of others)` : name));
  return shown.join(", ") || "no variable";
}

const dependencies = (count: number): string =>
  count === 0 ? ", no dependencies" : `, with ${plural(count, "dependency", "dependencies")}`;

function checked({ integrity, provenance, signed, source }: PackageReport): string {
  const signature = signed ? "signed by the public registry" : "not signed by the public registry";
  const built = provenance
    ? "the registry has an attestation of where it was built"
    : "nobody attested where it was built";
  return source === "registry" ? `${integrity}; ${signature}; ${built}` : integrity;
}
