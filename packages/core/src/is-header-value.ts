// What the value of an HTTP header may hold: one line of bytes. A key that does not fit can't be sent
// (https://www.rfc-editor.org/rfc/rfc9110#section-5.5, read 2026-11-28).

const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

export function isHeaderValue(text: string): boolean {
  return VALUE.test(text);
}
