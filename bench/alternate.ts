// Takes samples of several things in turn, so that a busy moment of the machine hits all of them, and
// says how they compare.

/** Returns the samples of each. The first rounds only warm caches and compilers. */
export async function alternate<Sample>(
  takers: readonly (() => Sample | Promise<Sample>)[],
  { rounds, warmUps = 1 }: { readonly rounds: number; readonly warmUps?: number },
): Promise<Sample[][]> {
  const samples = takers.map((): Sample[] => []);
  for (let round = -warmUps; round < rounds; round++) {
    for (const [index, take] of takers.entries()) {
      const sample = await take();
      if (round >= 0) samples[index]?.push(sample);
    }
  }
  return samples;
}

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** Of each sample to the floor's in the same round. */
export const medianRatio = (own: readonly number[], floor: readonly number[]): number =>
  +median(own.map((sample, round) => sample / (floor[round] ?? Number.NaN))).toFixed(2);
