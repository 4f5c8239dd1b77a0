// Finds what Google calls application default credentials: the file that a variable names, else the one that gcloud
// left. https://docs.cloud.google.com/docs/authentication/application-default-credentials (accessed 2026-11-28)
// The metadata server of Google's own machines is not asked: it speaks plain http, to anyone on the machine.
import { MayrosError, type RequestContext } from "@mayros/core";

/** Of a file that was read: what kind it is, and more that depends on it. */
export interface AdcFile {
  readonly type: string;
  readonly [field: string]: unknown;
}

const FILE = "application_default_credentials.json";
/** Without its path: what variables of a plugin hold is taken for secret, and would be dots. */
const NAMED = "the file of GOOGLE_APPLICATION_CREDENTIALS";
const LOGIN = "gcloud auth application-default login";

/**
 * Rejects with MAYROS_LOGIN_NEEDED where there is no such file, and with MAYROS_LOGIN_MISCONFIGURED where there is one
 * that is of no use.
 */
export async function findCredentials(
  context: Pick<RequestContext, "env" | "files">,
): Promise<AdcFile> {
  const { env } = context;
  const named = env.GOOGLE_APPLICATION_CREDENTIALS?.trim();
  if (named) {
    const text = await context.files.read(named).catch((cause: unknown) => {
      const why = MayrosError.isInstance(cause) ? cause.message : reason(cause);
      throw misconfigured(`${NAMED} can't be read: ${why}`, cause);
    });
    return parseCredentials(text, NAMED);
  }
  for (const path of usualPaths(env.CLOUDSDK_CONFIG?.trim())) {
    const text = await context.files.read(path).catch((cause: unknown) => {
      if (isMissing(cause)) return undefined;
      throw misconfigured(`${path} can't be read: ${reason(cause)}`, cause);
    });
    if (text !== undefined) return parseCredentials(text, path);
  }
  throw new MayrosError("MAYROS_LOGIN_NEEDED", "there are no Google Cloud credentials here", {
    hint: LOGIN,
  });
}

/** Where gcloud has its own folder, it looks nowhere else. */
function usualPaths(folder: string | undefined): string[] {
  if (folder) return [`${folder.replace(/[\\/]+$/, "")}/${FILE}`];
  return [`~/.config/gcloud/${FILE}`, `~/AppData/Roaming/gcloud/${FILE}`];
}

/** The message quotes nothing of the text: it holds secrets. */
export function parseCredentials(text: string, path: string): AdcFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw misconfigured(`${path} is no JSON`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw misconfigured(`${path} holds no credentials`);
  }
  const { type } = value as { type?: unknown };
  if (typeof type !== "string") throw misconfigured(`${path} does not say its type`);
  return { ...value, type };
}

function isMissing(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === "ENOENT";
}

function reason(error: unknown): string {
  if (isMissing(error)) return "there is no such file";
  const { code, message } = error as { code?: unknown; message?: unknown };
  return typeof code === "string" ? code : String(message);
}

function misconfigured(message: string, cause?: unknown): MayrosError {
  return new MayrosError("MAYROS_LOGIN_MISCONFIGURED", message, { hint: LOGIN, cause });
}

/** Whatever such a file may hold that must not be shown, also in the credentials that stand within others. */
export function secretsIn(file: AdcFile): string[] {
  return Object.entries(file).flatMap(([name, value]) => {
    if (typeof value === "object" && value !== null) return secretsIn(value as AdcFile);
    if (typeof value !== "string" || !/^(?:refresh_token|client_secret|private_key)$/.test(name)) {
      return [];
    }
    // Of a key in PEM every line is one.
    return [value, ...value.split("\n").filter((line) => line.length >= 20 && line !== value)];
  });
}
