// The `<P>` of `<P>_API_KEY` (the specification, "API key rotation").

/** The declared prefix, or the provider id in capitals with other characters as `_`. */
export function keyPrefixOf(providerId: string, declared?: string): string {
  return declared ?? providerId.toUpperCase().replace(/[^A-Z0-9]/g, "_");
}
