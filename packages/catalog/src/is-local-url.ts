// Whether a base URL is a server on this machine: then a key is not needed, and a literal one in
// the config is no secret.

/** localhost, *.localhost, *.local, 127.0.0.0/8, 0.0.0.0, ::1. */
export function isLocalUrl(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const host = new URL(baseUrl).hostname;
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host.endsWith(".local") ||
    host === "0.0.0.0" ||
    host === "[::1]" ||
    /^127(?:\.\d{1,3}){3}$/.test(host)
  );
}
