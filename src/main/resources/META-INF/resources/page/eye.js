// Tells the label at a place of the picture, read back from the colours.

const MOST_PIXELS = 2_000_000; // a smaller copy is sharp enough to point at

export class Eye {
  #pixels = null;
  #byColour;
  #closed = false;

  constructor(blob, labels) {
    this.#byColour = new Map(labels.map(label => [label.colour.toLowerCase(), label]));
    this.#read(blob).catch(() => {});
  }

  async #read(blob) {
    const whole = await createImageBitmap(blob);
    const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (whole.width * whole.height)));
    const width = Math.max(1, Math.floor(whole.width * scale));
    const height = Math.max(1, Math.floor(whole.height * scale));
    const canvas = new OffscreenCanvas(width, height);
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    pen.imageSmoothingEnabled = false; // a mixed colour would be no label's
    pen.drawImage(whole, 0, 0, width, height);
    whole.close();
    if (!this.#closed) this.#pixels = pen.getImageData(0, 0, width, height);
  }

  /** The label at x, y in 0..1 of the picture; null for background or while the colours are being read. */
  at(x, y) {
    if (!this.#pixels || x < 0 || y < 0 || x >= 1 || y >= 1) return null;
    const { width, height, data } = this.#pixels;
    const i = 4 * (Math.floor(y * height) * width + Math.floor(x * width));
    const hex = [data[i], data[i + 1], data[i + 2]].map(value => value.toString(16).padStart(2, '0')).join('');
    return this.#byColour.get(`#${hex}`) ?? null;
  }

  close() {
    this.#closed = true;
    this.#pixels = null;
  }
}
