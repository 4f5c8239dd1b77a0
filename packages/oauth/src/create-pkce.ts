// Proof that whoever redeems a code is who asked for it (RFC 7636), always by S256.
import { calculatePKCECodeChallenge, generateRandomCodeVerifier } from "oauth4webapi";

export interface Pkce {
  /** 43 characters, 256 random bits. Goes to the token endpoint and nowhere else. */
  readonly verifier: string;
  /** base64url of its SHA-256: goes into the authorization request, with `code_challenge_method=S256`. */
  readonly challenge: string;
}

/** New for every attempt. */
export async function createPkce(): Promise<Pkce> {
  const verifier = generateRandomCodeVerifier();
  return { verifier, challenge: await calculatePKCECodeChallenge(verifier) };
}
