// Environment variables as everything gets them: handed in, never read from the process.

export type Environment = Readonly<Record<string, string | undefined>>;
