// Whether a folder lies on another machine, where locks of the kernel may be seen by nobody else.
import { statfsSync } from "node:fs";

/** By `f_type` of statfs(2) on Linux, https://man7.org/linux/man-pages/man2/statfs.2.html */
const NAMES: Readonly<Record<number, string>> = {
  26985: "NFS",
  20859: "SMB",
  4283649346: "SMB",
  4266872130: "SMB",
  16914839: "9p",
  12805120: "Ceph",
  1397113167: "AFS",
  198183888: "Lustre",
  2020557398: "a shared folder of VirtualBox",
  3133910204: "a shared folder of VMware",
};

/** What it is called; undefined for a disk of this machine, and where nobody can tell. */
export function networkFileSystem(folder: string): string | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    return nameOfType(statfsSync(folder).type);
  } catch {
    return undefined;
  }
}

export function nameOfType(type: number): string | undefined {
  // Some are negative where the number is read as signed.
  return NAMES[type >>> 0];
}
