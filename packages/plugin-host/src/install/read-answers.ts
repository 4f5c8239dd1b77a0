// What `npm view` and `npm search` print, and pnpm's likes of them, as what we need of it. A registry is somebody else: nothing in
// it is taken for granted. Pure.
import { MayrosError } from "@mayros/core";
import { isExactVersion } from "./compare-versions.ts";
import type { FoundPackage, PublishedPackage } from "./package-manager.ts";
import { isPackageName } from "./parse-package-spec.ts";
import type { RegistrySignature } from "./registry-signature.ts";
import { strangeSource } from "./strange-source.ts";

const KEYWORD = "mayros-plugin";

type Fields = Readonly<Record<string, unknown>>;

/** Throws MAYROS_PACKAGE_UNAVAILABLE. */
export function readPublished(spec: string, text: string): PublishedPackage {
  const answer = parse(spec, text);
  const fields = fieldsOf(Array.isArray(answer) ? answer.at(-1) : answer);
  const { name, version } = fields;
  if (typeof name !== "string" || typeof version !== "string") throw absent(spec);
  // It stands in a package.json from here on, where other words would lead elsewhere.
  if (!isExactVersion(version)) throw absent(spec);
  const dist = fieldsOf(fields.dist);
  const integrity = sha512Of(dist.integrity);
  const publishedAt = timeOf(fieldsOf(fields.time)[version]);
  const publisher = personOf(fields._npmUser) ?? personOf([fields.maintainers].flat()[0]);
  const size = dist.unpackedSize;
  const strange = strangeSource(fields, { aliases: false });
  return {
    ...{ name, version },
    ...(typeof fields.description === "string" ? { description: oneLine(fields.description) } : {}),
    ...(integrity === undefined ? {} : { integrity }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    provenance: Object.hasOwn(fieldsOf(dist.attestations), "provenance"),
    signatures: signaturesOf(dist.signatures),
    ...(typeof size === "number" ? { size } : {}),
    ...(strange === undefined ? {} : { strange }),
  };
}

/** Those that say they are plugins, each once. */
export function readFound(text: string): FoundPackage[] {
  const answer = parse("a search", text.trim() === "" ? "[]" : text);
  const found = new Map<string, FoundPackage>();
  for (const each of Array.isArray(answer) ? answer : []) {
    const fields = fieldsOf(each);
    const { name, description, keywords } = fields;
    const version = fields.version ?? fieldsOf(fields["dist-tags"]).latest;
    // What npm would not install can't be, and may be there for what it does to a terminal.
    if (typeof name !== "string" || !isPackageName(name) || typeof version !== "string") continue;
    // Of a registry that knows no such word in a search, all that it found is looked at.
    if (!Array.isArray(keywords) || !keywords.includes(KEYWORD)) continue;
    const publishedAt = timeOf(fields.date ?? fieldsOf(fields.time).modified);
    const publisher = personOf(fields.publisher) ?? personOf([fields.maintainers].flat()[0]);
    found.set(name, {
      ...{ name, version: oneLine(version) },
      description: typeof description === "string" ? oneLine(description) : "",
      keywords: keywords.flatMap((keyword) =>
        typeof keyword === "string" ? [oneLine(keyword)] : [],
      ),
      ...(publisher === undefined ? {} : { publisher }),
      ...(publishedAt === undefined ? {} : { publishedAt }),
    });
  }
  return [...found.values()];
}

function parse(what: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw absent(what);
  }
}

function absent(what: string): MayrosError {
  return new MayrosError("MAYROS_PACKAGE_UNAVAILABLE", `the registry has no ${what}`, {
    hint: "mayros plugins search",
  });
}

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};

function signaturesOf(value: unknown): RegistrySignature[] {
  return (Array.isArray(value) ? value : []).flatMap((each: unknown) => {
    const { keyid, sig } = fieldsOf(each);
    return typeof keyid === "string" && typeof sig === "string" ? [{ keyid, sig }] : [];
  });
}

/** There may be several, of several algorithms. */
function sha512Of(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  return value.split(/\s+/).find((each) => /^sha512-[A-Za-z0-9+/]{86}==$/.test(each));
}

function timeOf(value: unknown): number | undefined {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** `name <mail@example.com>`, or fields; the address is nobody's business. */
function personOf(value: unknown): string | undefined {
  const { username, name } = fieldsOf(value);
  const text = typeof value === "string" ? value.replace(/\s*<.*$/, "") : (username ?? name);
  return typeof text === "string" && text !== "" ? oneLine(text).slice(0, 100) : undefined;
}

/** What comes from elsewhere is shown in a terminal. */
const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}]+/gu, " ")
    .trim()
    .slice(0, 500);
