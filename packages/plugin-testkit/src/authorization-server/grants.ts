// The memory of the authorization server: codes, tokens, and how often each was used.
import { createHash, randomBytes } from "node:crypto";

export interface AuthorizationServerCounts {
  /** Codes of the browser and the device flow that were redeemed. */
  logins: number;
  /** Refresh tokens that were spent. */
  refreshes: number;
  /** Refresh tokens that were sent again after they had been spent. */
  reused: number;
  /** Questions for the token of a device code. */
  polls: number;
}

interface AskedCode {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string | undefined;
}

interface AskedDevice {
  readonly userCode: string;
  readonly challenge: string | undefined;
  approved: boolean;
}

export interface TokenPair {
  readonly access: string;
  readonly refresh: string;
}

export class Grants {
  readonly counts: AuthorizationServerCounts = { logins: 0, refreshes: 0, reused: 0, polls: 0 };
  readonly #codes = new Map<string, AskedCode>();
  readonly #devices = new Map<string, AskedDevice>();
  readonly #access = new Set<string>();
  readonly #refresh = new Set<string>();
  readonly #spent = new Set<string>();

  askCode(asked: AskedCode): string {
    const code = fresh("code");
    this.#codes.set(code, asked);
    return code;
  }

  askDevice(challenge: string | undefined): { deviceCode: string; userCode: string } {
    const deviceCode = fresh("device");
    const userCode = randomBytes(4).toString("hex").toUpperCase().replace(/^..../, "$&-");
    this.#devices.set(deviceCode, { userCode, challenge, approved: false });
    return { deviceCode, userCode };
  }

  /** False for a code that nobody waits for. */
  approve(userCode: string): boolean {
    const asked = [...this.#devices.values()].find((each) => each.userCode === userCode);
    if (asked) asked.approved = true;
    return asked !== undefined;
  }

  /** A code is good once, for who asked for it and can prove it. */
  redeemCode(
    code: string,
    redeemer: Omit<AskedCode, "challenge"> & { verifier: string | undefined },
  ): boolean {
    const asked = this.#codes.get(code);
    this.#codes.delete(code);
    return (
      asked !== undefined &&
      asked.clientId === redeemer.clientId &&
      asked.redirectUri === redeemer.redirectUri &&
      proves(asked.challenge, redeemer.verifier)
    );
  }

  /** "unknown" also for a verifier that does not fit. */
  deviceState(
    deviceCode: string,
    verifier: string | undefined,
  ): "unknown" | "waiting" | "approved" {
    const asked = this.#devices.get(deviceCode);
    if (!asked || !proves(asked.challenge, verifier)) return "unknown";
    return asked.approved ? "approved" : "waiting";
  }

  endDevice(deviceCode: string): void {
    this.#devices.delete(deviceCode);
  }

  issue(): TokenPair {
    const pair = { access: fresh("access"), refresh: fresh("refresh") };
    this.#access.add(pair.access);
    this.#refresh.add(pair.refresh);
    return pair;
  }

  /** Spends a refresh token, unless it `stays`; false for one that is spent or was never given. */
  spend(refresh: string, stays: boolean): boolean {
    if (this.#spent.has(refresh)) this.counts.reused += 1;
    if (!this.#refresh.has(refresh)) return false;
    if (!stays) {
      this.#refresh.delete(refresh);
      this.#spent.add(refresh);
    }
    this.counts.refreshes += 1;
    return true;
  }

  knowsAccess(access: string): boolean {
    return this.#access.has(access);
  }

  /** As a person does on the account's page: nothing that was given is good any more. */
  revokeAll(): void {
    this.#access.clear();
    this.#refresh.clear();
  }
}

const fresh = (kind: string): string => `${kind}-${randomBytes(16).toString("base64url")}`;

function proves(challenge: string | undefined, verifier: string | undefined): boolean {
  if (challenge === undefined) return true;
  if (verifier === undefined || !/^[\w.~-]{43,128}$/.test(verifier)) return false;
  return createHash("sha256").update(verifier).digest("base64url") === challenge;
}
