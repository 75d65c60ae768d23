import path from 'node:path';

/** A file as the tidy rules see it; the path is relative to the root, with slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

/**
 * The names of the rooms in their order, as server/modules.ts lists them; empty when there is no
 * list.
 */
export function orderOf(modulesText: string): string[] {
  const folders = new Map<string, string>();
  const imported = /import\s+(?:\{([^}]*)\}|(\w+))\s+from\s+'\.\/modules\/([\w-]+)\/index\.ts'/g;
  for (const [, named = '', single = '', folder = ''] of modulesText.matchAll(imported))
    for (const name of [single, ...named.split(',')])
      folders.set(
        name
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? '',
        folder,
      );
  const list = /export const modules\b[^=]*=\s*\[([^\]]*)\]/.exec(modulesText)?.[1];
  if (list === undefined) return [...new Set(folders.values())];
  const names = list.replace(/\/\/.*$/gm, '').split(',');
  return names.flatMap((name) => folders.get(name.trim().replace(/^\.\.\./, '')) ?? []);
}

/**
 * What a file imports: static, re-exported, dynamic, and workers by `new URL(…, import.meta.url)`.
 */
export function importsOf(text: string): Import[] {
  const found: Import[] = [];
  const clause = /^\s*(?:import|export)\s+(type\s)?[^'"`;=]*?\bfrom\s*'([^']+)'/gm;
  for (const [, type, from] of text.matchAll(clause))
    found.push({ from: from ?? '', typeOnly: type !== undefined });
  const bare = /^\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'|new URL\(\s*'(\.[^']+)'/gm;
  for (const [, plain, dynamic, url] of text.matchAll(bare))
    found.push({ from: plain ?? dynamic ?? url ?? '', typeOnly: false });
  return found;
}

const isTest = (file: string) => /\.test\.tsx?$/.test(file);
const pureName = /^(contract|messages|access|policy|presets|rules)(\.ts$|\/)/;

/** The faults of one file under the import rules 1 to 5 of docs/architecture.md. */
export function checkImports({ path: file, text }: Source, order: readonly string[]): string[] {
  const faults: string[] = [];
  for (const one of importsOf(text)) {
    if (!one.from.startsWith('.')) {
      const fault = packageFault(file, one);
      if (fault !== undefined) faults.push(fault);
      continue;
    }
    const target = path.posix.join(path.posix.dirname(file), one.from);
    if (!/\.(ts|tsx|mjs|json|css|svg|png|wasm|html|sql)$/.test(target) && !one.from.endsWith('/'))
      faults.push(`import ${one.from}: write the file with its ending (.ts or .tsx)`);
    const fault = placeFault(file, target, one, order);
    if (fault !== undefined) faults.push(`import ${one.from}: ${fault}`);
  }
  return faults;
}

function packageFault(file: string, one: Import): string | undefined {
  if (isTest(file)) return undefined;
  const [, inModule] = roomOf(file) ?? [];
  const pure = file.startsWith('core/') || (inModule !== undefined && pureName.test(inModule));
  if (pure && one.from.startsWith('node:'))
    return `import ${one.from}: rules do no input or output; take the value as an argument`;
  const brings = /^(pg|kysely)$/.test(one.from) && !one.typeOnly;
  if (inModule !== undefined && brings && !isStore(inModule))
    return `import ${one.from}: SQL stands only in store.ts; move it there`;
  return undefined;
}

/** Why a file may not import a target, or nothing. */
function placeFault(
  file: string,
  target: string,
  one: Import,
  order: readonly string[],
): string | undefined {
  const top = file.split('/')[0] ?? '';
  const targetTop = target.split('/')[0] ?? '';
  if (['tools', 'test'].includes(targetTop) && !['tools', 'test'].includes(top))
    return 'nobody imports tools/ or test/; move what is shared to core/ or server/platform/';
  if (top === 'core' && targetTop !== 'core' && !(isTest(file) && isTesting(target)))
    return 'core/ imports only core/; pass the value in, or move the word to core/';
  if (top === 'web') return webFault(file, target);
  if (file.startsWith('server/platform/') && !inAny(target, ['core/', 'server/platform/']))
    return 'server/platform/ names no module; let server/modules.ts or the module register itself';
  const room = roomOf(file);
  if (room !== undefined) return roomFault(file, room, target, one, order);
  if (file.startsWith('server/adapters/') && roomOf(target) !== undefined && !isDoor(target))
    return 'an adapter reaches a module only through its index.ts or contract.ts';
  return undefined;
}

function webFault(file: string, target: string): string | undefined {
  if (inAny(target, ['web/', 'core/']) || /^server\/.*\/(contract|messages)\.ts$/.test(target))
    return undefined;
  if (isTest(file) && isTesting(target)) return undefined;
  return 'web/ imports web/, core/ and contract.ts or messages.ts of the server; ask over the API';
}

function roomFault(
  file: string,
  [room, name]: readonly [string, string],
  target: string,
  one: Import,
  order: readonly string[],
): string | undefined {
  const pure = pureName.test(name) && !isTest(file);
  if (target.startsWith('core/')) return undefined;
  if (target.startsWith('server/platform/'))
    return pure && !one.typeOnly && target !== 'server/platform/policy/kind.ts'
      ? 'contract, messages, access, policy and rules are pure: import core/ (or types) only'
      : undefined;
  const [targetRoom, targetName = ''] = roomOf(target) ?? [];
  if (targetRoom === undefined)
    return inAny(target, ['fixtures/']) && isTest(file)
      ? undefined
      : 'a module imports core/, server/platform/ and modules above it';
  if (targetRoom === room)
    return pure && !pureName.test(targetName) && !one.typeOnly
      ? 'contract, messages, access, policy and rules import core/ and each other only'
      : undefined;
  if (isTest(file) && /^(index\.ts|testing(\.ts$|\/))/.test(targetName)) return undefined;
  if (targetName !== 'index.ts')
    return `go through the door: import modules/${targetRoom}/index.ts and export it there`;
  if (pure && !one.typeOnly) return 'rules know no other module; take its facts as arguments';
  return order.includes(room) && order.indexOf(targetRoom) > order.indexOf(room)
    ? `${targetRoom} comes later than ${room} in server/modules.ts; let the later one pull`
    : undefined;
}

/** The room a file lies in and its path inside the room. */
export function roomOf(file: string): readonly [string, string] | undefined {
  const [, room, name] = /^server\/modules\/([\w-]+)\/(.+)$/.exec(file) ?? [];
  return room === undefined || name === undefined ? undefined : [room, name];
}

export function isStore(name: string): boolean {
  return /^store(\.ts$|\/)/.test(name);
}

function isDoor(target: string): boolean {
  return /\/(index|contract)\.ts$/.test(target);
}

function isTesting(target: string): boolean {
  return target.startsWith('server/platform/testing/');
}

function inAny(target: string, folders: readonly string[]): boolean {
  return folders.some((folder) => target.startsWith(folder));
}
