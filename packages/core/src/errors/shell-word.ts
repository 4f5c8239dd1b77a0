// A word as it stands in a command that somebody copies into a shell: hints are commands.

/** In single quotes where a shell would read it as anything but itself. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
