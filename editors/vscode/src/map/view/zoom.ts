// How large the map is drawn.

const LEAST = 0.2;
const MOST = 2;
/** Below this, words cannot be read: the first drawing is scrolled rather than made smaller. */
const READABLE = 0.75;

export class Zoom {
  #scale = 1;
  #width = 0;
  #height = 0;
  #stage: HTMLElement | undefined;
  readonly #paper = document.createElement('div');

  constructor(private readonly area: HTMLElement) {
    this.#paper.className = 'paper';
    area.addEventListener(
      'wheel',
      (event) => {
        if (event.ctrlKey) {
          event.preventDefault();
          this.by(event.deltaY < 0 ? 1.1 : 1 / 1.1);
        }
      },
      { passive: false },
    );
  }

  /** Puts a drawing on the paper; the first is made to fit the width, later ones leave size and place as they are. */
  hold(stage: HTMLElement, width: number, height: number, isFirst: boolean): void {
    this.#stage = stage;
    this.#width = width;
    this.#height = height;
    this.#paper.replaceChildren(stage);
    if (this.#paper.parentElement !== this.area) {
      this.area.replaceChildren(this.#paper);
    }
    if (isFirst) {
      this.#scale = Math.min(1, Math.max(READABLE, this.#fitting('width')));
    }
    this.#apply();
  }

  by(factor: number): void {
    this.#scale = Math.min(MOST, Math.max(LEAST, this.#scale * factor));
    this.#apply();
  }

  /** The whole map at once. */
  all(): void {
    this.#scale = Math.max(LEAST, Math.min(1, this.#fitting('width'), this.#fitting('height')));
    this.#apply();
  }

  #fitting(side: 'width' | 'height'): number {
    const { clientWidth, clientHeight } = this.area;
    const margin = 32;
    return side === 'width' ? (clientWidth - margin) / this.#width : (clientHeight - margin) / this.#height;
  }

  #apply(): void {
    if (this.#stage) {
      this.#stage.style.transform = `scale(${this.#scale})`;
      this.#paper.style.width = `${this.#width * this.#scale}px`;
      this.#paper.style.height = `${this.#height * this.#scale}px`;
    }
  }
}
