// Somebody else's words, for one line of a terminal and for a small file. Pure.

const LONGEST = 400;

export function plainLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const plain = text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}...` : plain;
}
