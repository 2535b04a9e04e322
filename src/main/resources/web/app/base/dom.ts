// Elements from TypeScript. Text is always text: nothing here parses HTML, so a file's name or a label can't become an element.

export type Child = Node | string | number | null | undefined | false;
type Listener = (event: any) => void;
type Value = string | number | boolean | null | undefined | Listener;

/** An element; members that begin with "on" are listeners, the others attributes. False and null leave an attribute out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else set(element, name, value);
  }
  fill(element, ...children);
  return element;
}

export function set(element: Element, name: string, value: Value): void {
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : String(value));
}

/** Replaces what the element holds. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren(
    ...children
      .filter((child): child is Node | string | number => child !== null && child !== undefined && child !== false)
      .map(child => (child instanceof Node ? child : String(child))),
  );
}

/** A button with a word or an icon on it. */
export function button(label: string | Node, pressed: Listener, attributes: Record<string, Value> = {}): HTMLButtonElement {
  return h('button', { type: 'button', onclick: pressed, ...attributes }, label);
}

/** A select of values and their words. */
export function choice(
  label: string,
  options: [value: string, word: string][],
  value: string,
  changed: (value: string) => void,
  attributes: Record<string, Value> = {},
): HTMLSelectElement {
  const select = h(
    'select',
    { 'aria-label': label, title: label, onchange: () => changed(select.value), ...attributes },
    ...options.map(([option, word]) => h('option', { value: option }, word)),
  );
  select.value = value;
  return select;
}

/** Calls at most once a frame, however often it is asked. */
export function eachFrame(draw: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw();
    });
  };
}

/** Saves bytes as a file of that name. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = h('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * Copies text to the clipboard; by the older command where the page has no HTTPS, and so no clipboard of its own.
 *
 * @param inside the dialog that is open: only there can a field have the focus
 * @returns whether it was copied
 */
export async function copy(text: string, inside: HTMLElement): Promise<boolean> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true, () => false);
  const field = h('textarea', { class: 'unseen' }, text);
  inside.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  return copied;
}

/** Whether keys pressed there are meant for a field and not for the page. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range', 'color'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}
