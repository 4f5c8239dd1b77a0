// Base URLs and headers of a manifest may hold `{name}` where a value of the person's own belongs: the name of a
// resource, the number of an account. What stands there decides where a key is sent, so a value is one name and
// nothing that could move it to another host or path. Pure.
import type { AuthMethod } from "./declarations/auth-method.ts";

const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9]*)\}/g;
/** Scheme and authority of a URL, which may hold placeholders. */
const AUTHORITY = /^[a-z]+:\/\/[^/?#]*/i;
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

export type PlaceholderValues = Readonly<Record<string, string>>;

/** Names, in the order in which they stand there. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].flatMap(([, name]) => name ?? []);
}

/** Those without a value stay as they are. */
export function fillPlaceholders(text: string, values: PlaceholderValues): string {
  return text.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

/**
 * What is wrong with a value for `name` in these texts, as the end of a sentence; undefined where nothing is. In the host
 * of a URL it is one DNS label, elsewhere one segment of a path. The value itself is not repeated: it may be a key.
 */
export function placeholderProblem(
  name: string,
  value: string,
  texts: readonly string[],
): string | undefined {
  const inHost = texts.some((text) => placeholdersOf(authorityOf(text)).includes(name));
  if (inHost && !LABEL.test(value)) {
    return "is not one part of a host name: letters, digits and dashes, at most 63";
  }
  return SEGMENT.test(value)
    ? undefined
    : "is not a name: letters, digits, dots, dashes and underscores, at most 128";
}

/** What is wrong with a URL that holds placeholders, whatever their values are; undefined where nothing is. */
export function templateProblem(url: string, known: ReadonlySet<string>): string | undefined {
  const names = placeholdersOf(url);
  if (names.length === 0) return undefined;
  const stranger = names.find((name) => !known.has(name));
  if (stranger !== undefined) return strangerProblem(stranger);
  if (!url.startsWith("https://")) return "has a placeholder and is not https";
  return /[@?#]/.test(url) ? "has a placeholder and one of @, ? and #" : undefined;
}

export function strangerProblem(name: string): string {
  return `holds {${name}}, which is no field of its auth methods that is not secret`;
}

/** Names of what a person gives that is no secret: what placeholders may stand for. */
export function plainFieldNames(methods: readonly AuthMethod[]): Set<string> {
  const fields = methods.flatMap((method) => method.fields ?? []);
  const secret = new Set(fields.flatMap((field) => (field.secret ? field.name : [])));
  return new Set(fields.flatMap(({ name }) => (secret.has(name) ? [] : name)));
}

const authorityOf = (text: string): string => AUTHORITY.exec(text)?.[0] ?? "";
