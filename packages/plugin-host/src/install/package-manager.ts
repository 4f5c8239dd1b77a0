// The machine's npm or pnpm, as far as plugins need it. It knows registries, credentials, proxies and mirrors of this
// machine; what it must not do is run anything that it downloads: install scripts are off in every call, and it gets an
// environment without keys.
import type { LockedPackages } from "./read-lock.ts";
import type { RegistrySignature } from "./registry-signature.ts";

/** One published version, as the registry tells of it. */
export interface PublishedPackage {
  readonly name: string;
  /** Exact. */
  readonly version: string;
  readonly description?: string;
  /** `sha512-<base64>` of the tarball. */
  readonly integrity?: string;
  readonly publisher?: string;
  /** ms since the epoch. */
  readonly publishedAt?: number;
  /** The registry has a provenance attestation for it. */
  readonly provenance: boolean;
  /** Of `name@version:integrity`, by the registry. */
  readonly signatures: readonly RegistrySignature[];
  /** Bytes of its own files. */
  readonly size?: number;
  /** The first package that it needs and that comes from no registry. */
  readonly strange?: string;
}

export interface FoundPackage {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly publisher?: string;
  /** ms since the epoch. */
  readonly publishedAt?: number;
}

/** All throw MAYROS_PACKAGE_UNAVAILABLE, MAYROS_TIMEOUT, and the reason of the signal. */
export interface PackageManager {
  readonly name: "npm" | "pnpm";
  /** What `name`, `name@version` or `name@tag` is now. */
  view(spec: string, signal: AbortSignal): Promise<PublishedPackage>;
  /** Packages with all these words and the keyword of plugins. */
  search(words: readonly string[], signal: AbortSignal): Promise<readonly FoundPackage[]>;
  /**
   * Makes `node_modules` and a lock file of `dependencies` (exact versions, or `file:` and a tarball) in an empty folder.
   * `peers`: also what they expect beside them.
   */
  install(
    folder: string,
    dependencies: Readonly<Record<string, string>>,
    options: { readonly peers: boolean; readonly signal: AbortSignal },
  ): Promise<void>;
  /** What the lock file of such a folder says; `name` is the plugin's package. Throws RefusedFolder. */
  readLock(folder: string, name: string): LockedPackages;
  /** Downloads the tarball of `name@version` into `target`, an empty folder; absent where that can't be had by itself. */
  fetch?(spec: string, target: string, signal: AbortSignal): Promise<string>;
  /** Makes a tarball of a folder in `target`, another folder that is empty; returns its path. */
  pack(folder: string, target: string, signal: AbortSignal): Promise<string>;
}
