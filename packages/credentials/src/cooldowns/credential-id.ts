// What a credential is called where its failures are remembered: a profile by its id, a key by a
// fingerprint, so that no secret is written down and one key under two names cools once.
import { hash } from "node:crypto";
import { credentialSecret } from "@mayros/core";
import type { Candidate } from "../order-candidates.ts";

const FINGERPRINT_DIGITS = 16;

export function credentialId({ credential, source }: Candidate): string {
  if (!credential) return "none";
  if (source.kind === "profile") return source.name;
  return `key:${hash("sha256", credentialSecret(credential), "hex").slice(0, FINGERPRINT_DIGITS)}`;
}
