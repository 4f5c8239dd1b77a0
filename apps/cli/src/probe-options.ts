// What `mayros models status` was told of probing. Pure.
import { MayrosError } from "@mayros/core";
import type { ProbeProfilesOptions } from "@mayros/sdk";

export interface GivenProbeOptions {
  readonly probe?: boolean;
  readonly plain?: boolean;
  readonly "probe-provider"?: readonly string[];
  readonly "probe-profile"?: readonly string[];
  readonly "probe-timeout"?: string;
  readonly "probe-concurrency"?: string;
  readonly "probe-max-tokens"?: string;
}

/** Undefined where nothing is to be tried. Throws MAYROS_USAGE. */
export function readProbeWish(given: GivenProbeOptions): ProbeProfilesOptions | undefined {
  const { probe = false, plain = false, ...others } = given;
  const named = Object.keys(others).find((name) => name.startsWith("probe-"));
  if (!probe && named !== undefined) throw usage(`--${named} goes with --probe`);
  if (probe && plain) throw usage("--plain prints the default model alone; leave out --probe");
  if (!probe) return undefined;
  return {
    providers: split(given["probe-provider"]),
    profiles: split(given["probe-profile"]),
    timeout: count("probe-timeout", given["probe-timeout"], 600_000),
    concurrency: count("probe-concurrency", given["probe-concurrency"], 32),
    maxTokens: count("probe-max-tokens", given["probe-max-tokens"], 100_000),
  };
}

/** Repeated, or with commas. */
function split(values: readonly string[] = []): string[] {
  return values.flatMap((value) => value.split(",")).flatMap((each) => each.trim() || []);
}

function count(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= most) return value;
  throw usage(`--${name} is a number from 1 to ${most}`);
}

function usage(message: string): MayrosError {
  return new MayrosError("MAYROS_USAGE", message, { hint: "mayros models status --help" });
}
