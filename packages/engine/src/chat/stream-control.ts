// Pause and resume of whatever response is being read now, also before there is one.

interface Pausable {
  pause(): void;
  resume(): void;
}

export class StreamControl {
  #paused = false;
  #response: Pausable | undefined;

  pause(): void {
    this.#paused = true;
    this.#response?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#response?.resume();
  }

  attach(response: Pausable): void {
    this.#response = response;
    if (this.#paused) response.pause();
  }

  detach(): void {
    this.#response = undefined;
  }
}
