// Which profile of AWS's files is meant, and its region. AWS's library reads credentials from these files itself; the
// region it would only tell to a client of its own.
import type { RequestContext } from "@mayros/core";

export interface ProfileChoice {
  readonly name: string;
  /** Somebody named it: nothing else will do. */
  readonly named: boolean;
}

type Asked = Pick<RequestContext, "env" | "files" | "config">;

export function chooseProfile({ env, config }: Pick<Asked, "env" | "config">): ProfileChoice {
  const name = given(config.profile) ?? given(env.AWS_PROFILE);
  return { name: name ?? "default", named: name !== undefined };
}

export const configFile = (env: Asked["env"]): string =>
  given(env.AWS_CONFIG_FILE) ?? "~/.aws/config";

export const credentialsFile = (env: Asked["env"]): string =>
  given(env.AWS_SHARED_CREDENTIALS_FILE) ?? "~/.aws/credentials";

/** Undefined where there is no such file or profile, or it names no region. */
export async function profileRegion(context: Asked): Promise<string | undefined> {
  const { name } = chooseProfile(context);
  for (const path of [configFile(context.env), credentialsFile(context.env)]) {
    const text = await context.files.read(path).catch(() => "");
    const region = readSection(text, name).get("region");
    if (region !== undefined) return region;
  }
  return undefined;
}

/** The settings of one profile: `[name]`, or `[profile name]` as AWS_CONFIG_FILE has it. */
export function readSection(text: string, name: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  let inside = false;
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[\s*(?:profile\s+)?(.+?)\s*\]/.exec(line);
    if (header) {
      inside = header[1]?.replace(/^(["'])(.*)\1$/, "$2") === name;
      continue;
    }
    // What is indented belongs to the setting above it.
    const setting = /^([\w.-]+)\s*=\s*(.*?)\s*(?:\s[#;].*)?$/.exec(line);
    const [, key, value] = setting ?? [];
    if (inside && key !== undefined && value) settings.set(key.toLowerCase(), value);
  }
  return settings;
}

export function given(value: unknown): string | undefined {
  const text = typeof value === "string" ? value.trim() : "";
  return text === "" ? undefined : text;
}
