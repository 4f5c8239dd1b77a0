// What the code of a plugin fails with, in words that can be shown: it may quote the server, and that what it was sent. Pure.
import { MayrosError, redactSecrets } from "@mayros/core";

export interface FailedWork {
  readonly plugin: string;
  /** In "the ... of the plugin acme failed". */
  readonly work: string;
  readonly secrets: readonly (string | undefined)[];
}

export function pluginFailure(error: unknown, { plugin, work, secrets }: FailedWork): MayrosError {
  const known = secrets.filter((secret) => secret !== undefined);
  const hide = (text: string): string => redactSecrets(text, known);
  if (!MayrosError.isInstance(error)) {
    const said = error instanceof Error ? error.message : String(error);
    return new MayrosError(
      "MAYROS_PLUGIN_FAILED",
      `the ${work} of the plugin ${plugin} failed: ${hide(said)}`,
      {
        hint: `mayros plugins info ${plugin}`,
        details: { plugin },
        ...causeOf(error, hide),
      },
    );
  }
  const { code, message, hint, details } = error;
  if (hide(message) === message && hide(hint ?? "") === (hint ?? "")) return error;
  return new MayrosError(code, hide(message), {
    ...(hint === undefined ? {} : { hint: hide(hint) }),
    ...(details === undefined ? {} : { details }),
  });
}

/** One that quotes a secret is no cause to be shown. */
function causeOf(error: unknown, hide: (text: string) => string): { cause?: unknown } {
  const shown = error instanceof Error ? `${error.message}\n${error.stack ?? ""}` : String(error);
  return hide(shown) === shown ? { cause: error } : {};
}
