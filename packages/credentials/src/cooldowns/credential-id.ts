// What a credential is called where its failures are remembered: a profile by its id, a key by a
// fingerprint, so that no secret is written down and one key under two names cools once.
import { hash } from "node:crypto";
import { credentialSecret } from "@mayros/core";
import type { Candidate } from "../candidate.ts";
import { referenceId } from "../references/pending-secret.ts";

const FINGERPRINT_DIGITS = 16;

export function credentialId({ credential, source, pending }: Candidate): string {
  if (source.kind === "profile") return source.name;
  // Before and after it was read.
  if (pending) return `reference:${referenceId(pending.reference)}`;
  if (!credential) return "none";
  return `key:${hash("sha256", credentialSecret(credential), "hex").slice(0, FINGERPRINT_DIGITS)}`;
}
