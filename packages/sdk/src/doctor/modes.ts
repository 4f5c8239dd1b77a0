// File modes as people read them.

const STICKY = 0o1000;

export function isOpenToOthers(mode: number): boolean {
  return (mode & 0o077) !== 0;
}

/** A folder like /tmp: shared on purpose. */
export function isShared(mode: number): boolean {
  return (mode & STICKY) !== 0;
}

export function describeMode(mode: number): string {
  return (mode & 0o777).toString(8).padStart(4, "0");
}
