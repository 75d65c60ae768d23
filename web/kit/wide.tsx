import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useSay } from '../i18n/say.ts';

interface Props {
  /** Also scrolls downwards beyond this height in pixels. */
  readonly height?: number;
  readonly children: ReactNode;
}

/**
 * What may be wider than the screen: it scrolls by itself, and the keyboard reaches it as soon as
 * there is something to scroll; it fades out where it goes on. The page around it never becomes
 * wider.
 */
export function Wide({ height, children }: Props) {
  const { t } = useSay();
  const place = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  const measure = useCallback(() => {
    const box = place.current;
    if (box === null) return;
    setScrolls(box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1);
    // Not a state: the finger that scrolls must not wait for a drawing of the table.
    box.classList.toggle('kj-more-before', box.scrollLeft > 1);
    const end = box.scrollWidth - box.clientWidth - box.scrollLeft;
    box.classList.toggle('kj-more-behind', end > 1);
  }, []);
  useEffect(() => {
    const box = place.current;
    if (box === null) return undefined;
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    for (const child of box.children) watch.observe(child);
    return () => watch.disconnect();
  }, [measure]);
  return (
    <div
      ref={place}
      className="kj-wide-place"
      onScroll={measure}
      style={{ overflow: 'auto', ...(height === undefined ? {} : { maxHeight: height }) }}
      {...(scrolls ? { tabIndex: 0, role: 'region', 'aria-label': t('web.wide') } : {})}
    >
      {children}
    </div>
  );
}
