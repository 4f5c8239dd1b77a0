// How many of something, in words: nobody writes "1 models".

export function plural(number: number, word: string, many = `${word}s`): string {
  return `${number} ${number === 1 ? word : many}`;
}
