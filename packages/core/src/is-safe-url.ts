// Whether a URL may be trusted with a secret: encrypted, or not leaving this machine (RFC 6749 section 3.1.2.1,
// RFC 8252 section 8.3).

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Takes `URL.hostname`, in which odd spellings of addresses are undone. */
export function isLoopback(hostname: string): boolean {
  return loopback.test(hostname);
}

/** https, or http to a loopback host; no user name in it. */
export function isSafeUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url?.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
}
