// A line at the end of the terminal that says how long something is still waited for. It takes itself away.
import { hasColours } from "../ui/terminal.ts";

const FRAMES = ["◒", "◐", "◓", "◑"];
const TICK = 120;

export class Countdown {
  #timer: NodeJS.Timeout | undefined;
  #expiresAt: number | undefined;
  #frame = 0;

  /** `expiresAt`: ms since the epoch. A terminal that can't move its cursor is shown one line. */
  start(expiresAt: number | undefined): void {
    this.stop();
    this.#expiresAt = expiresAt;
    if (!hasColours(2)) {
      process.stderr.write(`${this.#text()}\n`);
      return;
    }
    this.#draw();
    this.#timer = setInterval(() => this.#draw(), TICK);
    this.#timer.unref();
  }

  /** Something else is printed above it. */
  pause(print: () => void): void {
    const draws = this.#timer !== undefined;
    if (draws) erase();
    print();
    if (draws) this.#draw();
  }

  stop(): void {
    if (!this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    erase();
  }

  #draw(): void {
    this.#frame += 1;
    erase();
    // What others print, a warning, goes over it and not behind it.
    process.stderr.write(`${FRAMES[this.#frame % FRAMES.length]} ${this.#text()}\r`);
  }

  #text(): string {
    return `waiting for you at the browser${timeLeft(this.#expiresAt, Date.now())}`;
  }
}

/** Back to the beginning of the line, and the rest of it away. */
const erase = (): void => void process.stderr.write("\r\u001b[K");

/** ` (14:03 left)`; empty where nobody knows. Pure. */
function timeLeft(expiresAt: number | undefined, now: number): string {
  if (expiresAt === undefined) return "";
  const seconds = Math.max(0, Math.round((expiresAt - now) / 1000));
  return ` (${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} left)`;
}
