import { createContext, useContext } from 'react';
import type { JsonShape } from './json-shape.ts';

export type Path = readonly (string | number)[];

export interface Frame {
  readonly module: string;
  /** Faults by place key, in the reader's language. */
  readonly faults: ReadonlyMap<string, string>;
  /** Words that a place offers besides its own choices: keys of metrics. */
  readonly offers: (name: string) => readonly { value: string; label: string }[];
  readonly change: (path: Path, value: unknown) => void;
}
export const FrameOf = createContext<Frame | null>(null);

export interface PlaceProps {
  readonly shape: JsonShape;
  readonly value: unknown;
  readonly path: Path;
  /** The last name of the path; entries of a list have the list's. */
  readonly name: string;
  readonly metric?: string | undefined;
  /** May be left out: its kind's own default holds then. */
  readonly optional?: boolean;
}

export function useFrame(): Frame {
  const frame = useContext(FrameOf);
  if (frame === null) throw new Error('a place of a document stands in a DocumentForm');
  return frame;
}

/** The id of a place's input. */
export function idOf(path: Path): string {
  return `doc-${path.join('-')}`;
}
