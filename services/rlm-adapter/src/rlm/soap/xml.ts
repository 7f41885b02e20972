import { XMLParser, XMLValidator } from 'fast-xml-parser';

const parser = new XMLParser({
  // A style `0100` is no number.
  parseTagValue: false,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  // Old servers write letters beyond ASCII as numbers; declared entities never come this far.
  htmlEntities: true,
  isArray: (name) => name === 'REC',
});

/**
 * An XML document as plain objects, texts as texts. Cut off, malformed, or with a declaration in it (which is how entities would
 * be smuggled in), it is none: null.
 */
export function readXml(text: string): unknown {
  if (text.includes('<!') || XMLValidator.validate(text) !== true) return null;
  return parser.parse(text);
}

/** Text that may stand between two tags. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** An element: text, or elements inside. Null is an empty element, undefined is left out. */
export type Content = string | number | null | undefined | { readonly [name: string]: Content } | readonly Item[];

/** One of several elements of the same name. */
export type Item = readonly [name: string, content: Content];

/** Elements, one after another. */
export function writeXml(name: string, content: Content): string {
  if (content === undefined) return '';
  if (content === null) return `<${name}/>`;
  if (typeof content !== 'object') return `<${name}>${escapeXml(String(content))}</${name}>`;
  const items: readonly Item[] = isItems(content) ? content : Object.entries(content);
  return `<${name}>${items.map(([inner, value]) => writeXml(inner, value)).join('')}</${name}>`;
}

const isItems = (content: object): content is readonly Item[] => Array.isArray(content);
