// Names a text. Not for secrecy: it saves the 7 ms that loading node:crypto costs at every start, where
// nobody gains anything from two texts with the same name.

/** 16 hexadecimal digits. */
export function quickHash(text: string): string {
  let first = 0x811c9dc5;
  let second = text.length;
  for (const word of toWords(text)) {
    first = Math.imul(first ^ word ^ (word >>> 15), 0x01000193);
    second = (Math.imul(second, 0x9e3779b1) + word) | 0;
  }
  return [mix(first ^ (second >>> 7)), mix(second)].map(toHex).join("");
}

/** Four bytes at a time: the loop over them has to be short while nothing is compiled. */
function toWords(text: string): Int32Array {
  const bytes = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 4) * 4);
  bytes.write(text);
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

/** Lets every bit of a number count in every other. */
function mix(value: number): number {
  const halfway = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const mixed = Math.imul(halfway ^ (halfway >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function toHex(value: number): string {
  return value.toString(16).padStart(8, "0");
}
