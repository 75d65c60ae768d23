import fs from 'node:fs';
import path from 'node:path';

/** The root of the project. */
export const root = path.resolve(import.meta.dirname, '..');

/** The npm package that carries Node 24 for this platform. */
const platform = process.platform === 'win32' ? 'win' : process.platform;
export const privatePackage = `node-${platform}-${process.arch}`;
export const privateVersion = '24.21.0';

/** The private Node, if it is installed. */
export function privateNode() {
  const file = path.join(root, 'node_modules', privatePackage, 'bin', 'node');
  return fs.existsSync(file) ? file : undefined;
}

/** The Node that runs TypeScript here. */
export function rightNode() {
  return privateNode() ?? process.execPath;
}

/** Whether a version can run this project's TypeScript by itself. */
export function runsTypeScript(version) {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return major > 22 || (major === 22 && minor >= 18);
}

/** A path for programs: the machine's own tools without those in node_modules. */
export function outerPath() {
  const parts = (process.env.PATH ?? '').split(path.delimiter);
  return parts.filter((part) => !part.includes('node_modules')).join(path.delimiter);
}
