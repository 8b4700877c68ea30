/** Attributes of an element; `undefined` and `false` leave one out, `true` sets it empty. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** What stands in an element. Text stays text, whatever it holds. */
export type Child = Node | string | undefined;

/** A new element. There is no way to give it HTML or a style: classes and text only. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes?: Attributes,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name];
export function element(name: string, attributes?: Attributes, ...children: readonly Child[]): HTMLElement;
export function element(
  name: string,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElement {
  return furnish(document.createElement(name), attributes, children);
}

/** A new element of a drawing. */
export function svgElement(name: string, attributes: Attributes, ...children: readonly Child[]): SVGElement {
  return furnish(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

/**
 * Replaces what stands in `container`. When the focus was in it, it goes to the new element with the same
 * `data-key`, so that redrawing does not throw keyboard users out.
 */
export function replaceContent(container: HTMLElement, ...children: readonly Child[]): void {
  const focused = document.activeElement;
  const key = focused && container.contains(focused) ? focused.getAttribute('data-key') : null;
  container.replaceChildren(...children.filter((child) => child !== undefined));
  if (key === null) return;
  for (const candidate of container.querySelectorAll<HTMLElement>('[data-key]')) {
    if (candidate.dataset.key === key) candidate.focus();
  }
}

function furnish<Kind extends Element>(
  target: Kind,
  attributes: Attributes,
  children: readonly Child[],
): Kind {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false)
      target.setAttribute(name, value === true ? '' : String(value));
  }
  target.append(...children.filter((child) => child !== undefined));
  return target;
}
