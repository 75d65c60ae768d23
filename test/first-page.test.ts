import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { webDir } from '../server/house.ts';
import { openHouse } from '../server/platform/testing/http.ts';

/** What a reader's browser must fetch before he can work, and what the server lets a page do. */
const limitKib = 400;

describe('the first page', () => {
  it(`needs at most ${limitKib} KiB of script, gzip: entry, its parts, one language, the desk`, (ctx) => {
    const file = path.join(webDir, 'index.html');
    ctx.skip(!fs.existsSync(file), 'the web is not built: run node tools/setup.mjs');
    const html = fs.readFileSync(file, 'utf8');
    const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(
      ([, name]) => name!,
    );
    expect(first.length).toBeGreaterThan(0);
    const desk = fs
      .readdirSync(path.join(webDir, 'assets'))
      .filter((name) => /^(desk|_phrases-first-zh)-.*\.js$/.test(name));
    expect(desk.length).toBeGreaterThan(1);
    const all = withImports([...first, ...desk.map((name) => `assets/${name}`)]);
    const sizes = [...all]
      .map((name) => ({
        name,
        kib: gzipSync(fs.readFileSync(path.join(webDir, name))).length / 1024,
      }))
      .toSorted((a, b) => b.kib - a.kib);
    const total = Math.round(sizes.reduce((sum, one) => sum + one.kib, 0));
    const biggest = sizes.slice(0, 8).map((one) => `${one.name} ${Math.round(one.kib)} KiB`);
    expect(total, `${total} KiB; the biggest: ${biggest.join(', ')}`).toBeLessThanOrEqual(limitKib);
  });
});

/** The files with all that they import at once; what is fetched later is not among them. */
function withImports(names: readonly string[]): ReadonlySet<string> {
  const all = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (all.has(name)) continue;
    all.add(name);
    const text = fs.readFileSync(path.join(webDir, name), 'utf8');
    const imports = text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g);
    for (const [, next] of imports) waiting.push(`assets/${next!}`);
  }
  return all;
}

describe('the policy for content', () => {
  it('lets no script stand inline, nothing be evaluated and nothing come from elsewhere', async () => {
    const house = await openHouse([], { webDir });
    try {
      const answer = await house.call({ url: '/', headers: { accept: 'text/html' } });
      const policy = new Map(
        String(answer.headers['content-security-policy'])
          .split(';')
          .map((line) => line.trim().split(' '))
          .map(([name = '', ...words]) => [name, words] as const),
      );
      expect(policy.get('default-src')).toEqual(["'self'"]);
      expect(policy.get('script-src')).toEqual(["'self'"]);
      expect(policy.get('script-src-attr')).toEqual(["'none'"]);
      expect(policy.get('connect-src')).toEqual(["'self'"]);
      expect(policy.get('object-src')).toEqual(["'none'"]);
      expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
      const own = /^('self'|'none'|data:|blob:|'unsafe-inline')$/;
      for (const [name, words] of policy) {
        for (const word of words) expect(word, name).toMatch(own);
        // antd writes its styles while it draws; a style cannot act.
        expect([name, words.includes("'unsafe-inline'")]).toEqual([name, name === 'style-src']);
      }
      expect(answer.body).not.toMatch(/<script(?![^>]*\bsrc=)/);
      expect(answer.body).not.toMatch(/\son\w+=/);
      expect(answer.body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    } finally {
      await house.close();
    }
  });
});
