import fs from 'node:fs';
import path from 'node:path';

/** Where browser tests find Chromium, or the reason with which they are skipped. */
export type Browser = { readonly path: string } | { readonly missing: string };

/** KEJING_CHROMIUM, else Debian's, which `npm test` installs when it can. */
export function findBrowser(): Browser {
  const candidates = [process.env['KEJING_CHROMIUM'], '/usr/bin/chromium'];
  const found = candidates.find((one) => one !== undefined && one !== '' && fs.existsSync(one));
  if (found !== undefined) return { path: found };
  const note = path.resolve(import.meta.dirname, '../../../node_modules/.kejing-no-browser');
  const missing = fs.existsSync(note) ? fs.readFileSync(note, 'utf8') : 'chromium is not installed';
  return { missing };
}

/** Flags with which Chromium runs as root, without a screen and without looking outside. */
export const browserFlags: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
