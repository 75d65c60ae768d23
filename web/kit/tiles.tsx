import type { ReactNode } from 'react';
import { PageLink } from './page-link.tsx';

interface TileProps {
  readonly label: ReactNode;
  /** The figure itself, large. */
  readonly children: ReactNode;
  /** A word or two below: a period, a change, what to do. */
  readonly note?: ReactNode;
  /** Where the figure leads, with the words of the link. */
  readonly link?: { readonly to: string; readonly label: string };
}

/** A row of large figures at the head of a page; two beside each other on a phone. */
export function Tiles({ children }: { readonly children: ReactNode }) {
  return <div className="kj-tiles">{children}</div>;
}

export function Tile({ label, children, note, link }: TileProps) {
  return (
    <div className="kj-tile">
      <span className="kj-quiet">{label}</span>
      <strong className="kj-tile-figure">{children}</strong>
      {note === undefined ? null : <span className="kj-quiet kj-tile-note">{note}</span>}
      {link === undefined ? null : (
        <span className="kj-tile-note">
          <PageLink to={link.to}>{link.label} →</PageLink>
        </span>
      )}
    </div>
  );
}
