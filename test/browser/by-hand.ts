import type { Page } from 'playwright-core';

/** Stops of the keyboard looked at on a page after it reached the content. */
const stopsLooked = 12;
/** Stops before the content: the frame's header and the menu of a group. */
const stopsBefore = 45;

/**
 * What the keyboard alone finds wrong: the content that Tab does not reach, a stop that is not
 * seen, a stop that does not let go. Pages without a control in their content have no fault.
 */
export async function keyboardFaults(page: Page): Promise<readonly string[]> {
  const controls = await page.evaluate(countControls);
  if (controls === 0) return [];
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.getSelection()?.removeAllRanges();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const faults: string[] = [];
  let inside = 0;
  let same = 0;
  let last = '';
  for (let step = 0; step < stopsBefore + stopsLooked; step += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(stopNow);
    if (stop === null) break;
    same = stop.key === last ? same + 1 : 0;
    last = stop.key;
    if (same > 1) return [...faults, `does not let go: ${stop.what}`];
    if (!stop.seen) faults.push(`not seen: ${stop.what}`);
    if (stop.inContent) inside += 1;
    if (inside >= Math.min(stopsLooked, controls)) break;
  }
  return inside === 0 ? [...faults, 'Tab does not reach the content'] : faults;
}

/** Runs in the page: controls of the content that the keyboard should reach. */
function countControls(): number {
  const all = document.querySelectorAll<HTMLElement>(
    'main :is(a[href], button:not([disabled]), input:not([disabled]), textarea, [tabindex="0"])',
  );
  return [...all].filter((one) => one.tabIndex >= 0 && one.checkVisibility()).length;
}

/** Runs in the page: where the keyboard stands, and whether the eye finds it. */
function stopNow(): { key: string; what: string; seen: boolean; inContent: boolean } | null {
  const at = document.activeElement as HTMLElement | null;
  if (at === null || at === document.body) return null;
  const around = [at.parentElement, at.parentElement?.parentElement, at.nextElementSibling];
  const marks = [at, at.firstElementChild, ...around];
  const marked = marks.some((one) => {
    if (one === null || one === undefined) return false;
    const style = getComputedStyle(one);
    const lined = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
    return lined || style.boxShadow !== 'none';
  });
  const borders = [
    '.ant-select-focused',
    '.ant-input-affix-wrapper-focused',
    '.ant-picker-focused',
    ':focus-within.ant-radio-wrapper',
    '.ant-segmented-item-focused',
  ];
  const bordered = at.closest(borders.join(', '));
  const input = at.matches('input, textarea');
  const box = at.getBoundingClientRect();
  const corner = `${Math.round(box.x)},${Math.round(box.y + scrollY)}`;
  const key = `${at.tagName} ${at.id} ${corner} ${at.innerText.slice(0, 20)}`;
  return {
    key,
    what: at.outerHTML.slice(0, 140),
    seen: marked || bordered !== null || input,
    inContent: at.closest('main') !== null,
  };
}

/** How far things move within a second after the first input of a form was clicked into. */
export async function movedByFirstClick(page: Page): Promise<number> {
  const first = page.locator('main form input:visible, main .kj-form-fields input:visible').first();
  if ((await first.count()) === 0) return 0;
  const before = await page.evaluate(shiftSoFar);
  await first.click({ timeout: 3000 });
  // What a check finds comes after a pause of its own; the browser forgives half a second.
  await page.waitForTimeout(1300);
  return (await page.evaluate(shiftSoFar)) - before;
}

function shiftSoFar(): number {
  return (window as unknown as { kejingShift: number }).kejingShift;
}
