import { envelopeOf, type Chapter, type Setting } from './envelopes.js';
import { northfold, northfoldStory } from './northfold.js';
import type { AnyEnvelope } from '@backhaul/contracts';

/** The numbers of the story, each of which a copy has of its own. */
const ownNumbers = [
  '88120045',
  '5511223344556',
  '20418',
  '30115',
  'CM-5501',
  '929361',
  'DA-771',
  '9400100000000000000001',
];

/** The same return again under numbers of its own: '88120045' becomes '88120045x7'. */
export function copyOf(suffix: string): { setting: Setting; chapters: Chapter[]; events: AnyEnvelope[] } {
  const renamed = <T>(value: T): T =>
    JSON.parse(
      ownNumbers.reduce((text, number) => text.replaceAll(number, number + suffix), JSON.stringify(value)),
    ) as T;
  const setting = renamed(northfold);
  const chapters = northfoldStory.map((chapter) => renamed(chapter));
  return { setting, chapters, events: chapters.map((chapter) => envelopeOf(setting, chapter)) };
}
