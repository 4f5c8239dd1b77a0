// Somebody else's words, for one line of a terminal and for a small file. Pure.

const LONGEST = 400;

export function plainLine(text: string): string {
  const plain = text.replaceAll(/\p{Cc}+/gu, " ").trim();
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}...` : plain;
}
