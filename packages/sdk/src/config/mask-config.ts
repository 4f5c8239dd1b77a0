// Makes a part of mayros.json fit to be shown: keys and the values of its `env` block are masked,
// references to variables stay.
import { maskSecret } from "@mayros/core";

const SECRET_KEY =
  /^(?:apiKey|authorization|x-api-key|x-goog-api-key|.*(?:token|secret|password))$/i;
const REFERENCE = /\$\{[A-Z_][A-Z0-9_]*\}|^[A-Z_][A-Z0-9_]*$/;

/** `path` is where `value` stands in the config. */
export function maskConfig(value: unknown, path: readonly (string | number)[]): unknown {
  if (typeof value === "string")
    return isSecret(path) && !REFERENCE.test(value) ? maskSecret(value) : value;
  if (Array.isArray(value)) return value.map((item, index) => maskConfig(item, [...path, index]));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [
    key,
    maskConfig(member, [...path, key]),
  ]);
  return Object.fromEntries(members);
}

function isSecret(path: readonly (string | number)[]): boolean {
  return path[0] === "env" || SECRET_KEY.test(String(path.at(-1)));
}
