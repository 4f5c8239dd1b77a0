// The one error of references: what the reference is called, what is wrong, and what to do. Never what was read.
import { MayrosError, type SecretReference } from "@mayros/core";

export interface SecretProblem {
  readonly what: string;
  readonly hint: string;
}

export function secretUnavailable(
  reference: SecretReference,
  { what, hint }: SecretProblem,
): MayrosError {
  return new MayrosError(
    "MAYROS_SECRET_UNAVAILABLE",
    `the secret ${describeReference(reference)} can't be read: ${what}`,
    { hint, details: { reference } },
  );
}

/** `env ACME_KEY`, `file vault /acme/key`, `exec op op://work/acme/key`. */
export function describeReference(reference: SecretReference): string {
  const { source, id } = reference;
  if (source === "env") return `env ${id}`;
  return [source, reference.provider, ...(id === "" ? [] : [id])].join(" ");
}
