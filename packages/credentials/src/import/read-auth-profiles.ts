// Reads an auth-profiles.json, in which OpenClaw and other versions of Mayros kept logins: version 1, profiles by id, and
// the order in which they were tried. What can't be taken over is said with its reason; no secret is. Pure.
import { isForbiddenKey, isRecord } from "@mayros/config";
import { MayrosError } from "@mayros/core";
import { isProfileId } from "../profile-id.ts";
import { type FoundCredential, readCredential } from "./read-credential.ts";

export type FoundProfile =
  | ({ readonly id: string; readonly provider: string } & FoundCredential)
  | { readonly id: string; readonly provider?: string; readonly unusable: string };

export interface FoundProfiles {
  readonly profiles: readonly FoundProfile[];
  /** Profile ids by provider, first to last. */
  readonly order: ReadonlyMap<string, readonly string[]>;
}

const PROVIDER = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** `path`: for messages. Throws MAYROS_CREDENTIAL_INVALID for a file that is no such thing. */
export function readAuthProfiles(text: string, path: string): FoundProfiles {
  const document = parse(text, path);
  if (!isRecord(document) || !isRecord(document.profiles)) {
    throw invalid(path, 'is no auth-profiles.json: it has no "profiles"');
  }
  const { version = 1, profiles, order } = document;
  if (version !== 1) {
    throw invalid(path, `has version ${JSON.stringify(version)}; version 1 can be read`);
  }
  return {
    profiles: Object.entries(profiles).map(([id, entry]) => readProfile(id, entry)),
    order: new Map(isRecord(order) ? Object.entries(order).flatMap(readOrder) : []),
  };
}

function parse(text: string, path: string): unknown {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    // Not what the parser says: it quotes what it read.
    throw invalid(path, "is no JSON");
  }
  const forbidden = forbiddenKey(document);
  if (forbidden === undefined) return document;
  throw invalid(path, `has the key "${forbidden}" in it, which no such file has; nothing was read`);
}

/** Without recursion: a file may be nested as deep as it is long. */
function forbiddenKey(document: unknown): string | undefined {
  const left = [document];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== "object" || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      if (isForbiddenKey(key)) return key;
      left.push(member);
    }
  }
  return undefined;
}

function readProfile(id: string, entry: unknown): FoundProfile {
  if (!isRecord(entry)) return { id, unusable: "is no object" };
  const { provider } = entry;
  if (typeof provider !== "string" || provider.trim() === "") {
    return { id, unusable: "says not whose it is" };
  }
  if (!PROVIDER.test(provider.trim().toLowerCase())) {
    return { id, unusable: "names a provider as none can be called" };
  }
  if (!isProfileId(id)) return { id, provider, unusable: "has a name that no profile can have" };
  const credential = readCredential(entry);
  return { id, provider, ...credential };
}

function readOrder([provider, ids]: [string, unknown]): [string, string[]][] {
  if (!Array.isArray(ids)) return [];
  const texts = ids.filter((id): id is string => typeof id === "string");
  return texts.length === 0 ? [] : [[provider, [...new Set(texts)]]];
}

function invalid(path: string, what: string): MayrosError {
  return new MayrosError("MAYROS_CREDENTIAL_INVALID", `${path} ${what}`, {
    hint: "mayros models auth import <state folder of the other program>/auth-profiles.json",
  });
}
