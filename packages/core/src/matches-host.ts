// Whether a host is one that a manifest names. What is asked decides where a credential may go.

/** `pattern` is a host, or `*.acme.example` for every host below acme.example. */
export function matchesHost(hostname: string, pattern: string): boolean {
  const wanted = pattern.toLowerCase();
  return wanted.startsWith("*.") ? hostname.endsWith(wanted.slice(1)) : hostname === wanted;
}
