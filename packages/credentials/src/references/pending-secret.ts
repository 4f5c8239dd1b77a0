// A secret that is kept elsewhere is read when its candidate's turn comes and not before: reading it may start a
// program, or ask a person for a fingerprint.
import { hash } from "node:crypto";
import { credentialSecret, isHeaderValue, MayrosError, type SecretReference } from "@mayros/core";
import type { Candidate } from "../candidate.ts";

/**
 * What a reference stands for. `refused`: what it stood for before, and a server refuses: it is looked up anew. Rejects
 * with MAYROS_SECRET_UNAVAILABLE.
 */
export type ReadSecret = (reference: SecretReference, refused?: string) => Promise<string>;

/**
 * The candidate with its secret. Rejects with MAYROS_SECRET_UNAVAILABLE, after which no other candidate may be
 * asked: somebody chose this one, and would not notice that another account pays.
 */
export async function readPending<Asked extends Candidate>(
  candidate: Asked,
  refused?: string,
): Promise<Asked> {
  if (!candidate.pending) return candidate;
  const credential = await candidate.pending.read(refused);
  const secret = credentialSecret(credential);
  if (secret !== "" && isHeaderValue(secret)) return { ...candidate, credential };
  throw new MayrosError(
    "MAYROS_SECRET_UNAVAILABLE",
    `${candidate.source.name}: what its secret reference leads to ${secret === "" ? "is empty" : "is no key: it has a line break or another character that no key has"}`,
    { hint: "mayros doctor", details: { reference: candidate.pending.reference } },
  );
}

const DIGITS = 16;

/** The same for the same place, whatever stands there. */
export function referenceId(reference: SecretReference): string {
  const { source, id } = reference;
  const provider = source === "env" ? "" : reference.provider;
  return hash("sha256", JSON.stringify([source, provider, id]), "hex").slice(0, DIGITS);
}
