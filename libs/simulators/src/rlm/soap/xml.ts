import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element with elements inside. Text is text: `007` stays `007`. */
export type Element = Record<string, unknown>;

const parser = new XMLParser({
  parseTagValue: false,
  ignoreAttributes: true,
  removeNSPrefix: true,
  htmlEntities: true,
});

const isElement = (value: unknown): value is Element =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The root element's name and content. @throws SyntaxError for what is no XML document, and for one that declares entities */
export const readXml = (text: string): { root: string; content: Element } => {
  if (text.includes('<!')) throw new SyntaxError('Declarations are not taken.');
  if (XMLValidator.validate(text) !== true) throw new SyntaxError('The document is not well formed.');
  const document = parser.parse(text) as Element;
  const root = Object.keys(document).find((name) => !name.startsWith('?'));
  if (root === undefined) throw new SyntaxError('The document is empty.');
  const content = document[root];
  return { root, content: isElement(content) ? content : {} };
};

/** The element inside; empty when it is not there. */
export const part = (element: Element, name: string): Element => {
  const inner = element[name];
  return isElement(inner) ? inner : {};
};

/** All elements of that name inside. */
export const parts = (element: Element, name: string): Element[] => [element[name]].flat().filter(isElement);

/** The text of the element inside; an empty element is null (contracts/rlm-and-3pl.md §1.2). */
export const textOf = (element: Element, name: string): string | null => {
  const value = element[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What an element may hold: text, numbers, null for an empty one. */
export type Fields = Record<string, string | number | null>;

/** Elements with text inside, one after another. */
export const elements = (fields: Fields): string =>
  Object.entries(fields)
    .map(([name, value]) => (value === null ? `<${name}/>` : `<${name}>${escapeXml(String(value))}</${name}>`))
    .join('');
