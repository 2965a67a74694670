/** Builds the page without HTML texts: names and logs only ever become text nodes and attribute values. */

export type Child = Node | string | undefined;
type Attributes = Record<string, string | number | undefined>;

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  return filled(document.createElement(tag), attributes, children);
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[Tag] {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled<T extends Element>(target: T, attributes: Attributes, children: Child[]): T {
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) target.setAttribute(name, String(value));
  target.append(...children.filter((child) => child !== undefined));
  return target;
}

export function button(text: string, title: string, action: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', title }, text);
  made.addEventListener('click', action);
  return made;
}

/** A section of the page with a heading and controls at its right. */
export function section(id: string, title: string, controls: Child[], ...content: Child[]): HTMLElement {
  const heading = element('h2', { id: `${id}-title` }, title);
  const bar = element('header', {}, heading, element('div', { class: 'controls' }, ...controls));
  return element('section', { id, 'aria-labelledby': `${id}-title` }, bar, ...content);
}
