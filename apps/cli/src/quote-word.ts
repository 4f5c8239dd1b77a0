// Puts what a person typed into a command that they may copy.

const LONGEST = 60;

/** In double quotes; `"..."` where the shell would read it as something else, or it is long. */
export function quoteWord(word: string): string {
  const plain = word.length <= LONGEST && !/["$`\\!\p{Cc}]/u.test(word);
  return plain ? `"${word}"` : '"..."';
}
