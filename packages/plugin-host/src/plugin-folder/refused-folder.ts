// Why a plugin's folder can't be used. Thrown inside plugin-folder/ and caught where one plugin's
// reading ends: one broken plugin must not harm the others.
export class RefusedFolder extends Error {
  /** A command that mends it. */
  readonly fix: string | undefined;

  constructor(message: string, fix?: string) {
    super(message);
    this.fix = fix;
  }
}
