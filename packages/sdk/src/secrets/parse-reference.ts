// A secret reference as a person types it: `env:NAME`, `file:<provider>:<pointer>`, `exec:<provider>:<id>`, or as JSON as
// it stands in a config.
import { MayrosError, type SecretReference } from "@mayros/core";

const HINT = "env:ACME_KEY, file:vault:/acme/key or exec:op:op://work/acme/key";

/** Throws MAYROS_USAGE. */
export async function parseReference(text: string): Promise<SecretReference> {
  const { bareIssues, NO_SENTENCE, secretReferenceSchema } = await import("@mayros/core/schema");
  const { success, data, error } = secretReferenceSchema.safeParse(
    toValue(text.trim()),
    bareIssues,
  );
  if (success) return data;
  const [issue] = error.issues;
  const said = issue?.message === NO_SENTENCE ? undefined : issue?.message;
  // Not what was given: it may be the secret itself.
  const why = said === undefined ? "" : `: its ${issue?.path.join(".")} ${said}`;
  throw new MayrosError("MAYROS_USAGE", `that is no secret reference${why}`, { hint: HINT });
}

function toValue(text: string): unknown {
  if (text.startsWith("{")) {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }
  const [, source, rest = ""] = /^([a-z]+):(.*)$/s.exec(text) ?? [];
  if (source === "env") return { source, id: rest };
  const [, provider, id = ""] = /^([^:]*)(?::(.*))?$/s.exec(rest) ?? [];
  return { source, provider, id };
}
