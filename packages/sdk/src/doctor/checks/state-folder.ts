// The folder that credentials are in: whose it is, who else may look, and whether it can be written. Pure.
import { shellWord } from "@mayros/core";
import type { Facts, FileFacts, FolderFacts } from "../facts.ts";
import type { Problem } from "../finding.ts";
import { describeMode, isOpenToOthers, isShared } from "../modes.ts";

const ELSEWHERE = "or set MAYROS_STATE_DIR to a folder of your own";
/** A saved login needs some kilobytes, with its journal. */
const LITTLE_SPACE = 1024 * 1024;

export function checkStateFolder({ folder, uid }: Facts): Problem[] {
  const { path, itself, problem } = folder;
  if (problem !== undefined) {
    const message = `${path} can't be looked at (${problem})`;
    return [{ severity: "error", message, hint: `check its permissions, ${ELSEWHERE}` }];
  }
  if (!itself) {
    const message = `there is no ${path} yet; it is made when something is stored`;
    return [{ severity: "ok", message }];
  }
  if (itself.kind !== "folder") {
    const message = `${path} is not a folder`;
    return [{ severity: "error", message, hint: `move it away, ${ELSEWHERE}` }];
  }
  const problems = [
    ...(uid === undefined ? [] : [...checkOwner(itself, folder, uid), ...checkModes(folder, uid)]),
    ...checkSpace(folder),
  ];
  const ok = `${path} is yours alone and can be written`;
  return problems.length > 0 ? problems : [{ severity: "ok", message: ok }];
}

function checkOwner(itself: FileFacts, { path, files }: FolderFacts, uid: number): Problem[] {
  // As the store decides: a folder of root is good enough, a file is not.
  if (itself.uid !== uid && itself.uid !== 0) return [foreign(path, itself.uid)];
  const others = files.filter((file) => file.uid !== uid);
  return others.map((file) => foreign(file.path, file.uid));
}

function foreign(path: string, owner: number): Problem {
  return {
    severity: "error",
    message: `${path} belongs to another user (uid ${owner})`,
    hint: `run mayros as that user, ${ELSEWHERE}`,
  };
}

function checkModes({ path, itself, files }: FolderFacts, uid: number): Problem[] {
  const problems = files
    .filter((file) => isOpenToOthers(file.mode) && file.uid === uid)
    .map((file) => openToOthers(file.path, file.mode, 0o600, true));
  if (itself && isOpenToOthers(itself.mode)) {
    const isMine = itself.uid === uid;
    problems.unshift(openToOthers(path, itself.mode, 0o700, isMine && !isShared(itself.mode)));
  }
  return problems;
}

function openToOthers(path: string, mode: number, wanted: number, automatic: boolean): Problem {
  const message = `${path} is open to other users (${describeMode(mode)})`;
  // Closing a folder like /tmp would lock everybody out.
  if (!automatic) {
    return { severity: "warning", message, hint: "set MAYROS_STATE_DIR to a folder of your own" };
  }
  return {
    severity: "warning",
    message,
    command: `chmod ${wanted.toString(8)} ${shellWord(path)}`,
    repair: { kind: "chmod", path, mode: wanted },
  };
}

function checkSpace({ path, writable, freeBytes, network }: FolderFacts): Problem[] {
  const problems: Problem[] = [];
  if (!writable) {
    problems.push({
      severity: "warning",
      message: `${path} can't be written: keys work, and nothing new can be stored`,
      hint: `make it writable, ${ELSEWHERE}`,
    });
  }
  if (freeBytes !== undefined && freeBytes < LITTLE_SPACE) {
    problems.push({
      severity: freeBytes === 0 ? "error" : "warning",
      message: `the disk of ${path} has ${Math.floor(freeBytes / 1024)} KB left`,
      hint: "free some space",
    });
  }
  if (network !== undefined) {
    problems.push({
      severity: "warning",
      message: `${path} is on a network file system (${network}), where locks may not hold`,
      hint: "set MAYROS_LOCK_DIR to a folder on a local disk if one machine alone uses it, else MAYROS_STATE_DIR",
    });
  }
  return problems;
}
