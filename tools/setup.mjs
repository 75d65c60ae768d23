// Installs what is missing and builds the pages. Plain JavaScript without dependencies: it runs on
// Node 20.19, before anything is installed. With --test also what browser tests need.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  outerPath,
  privateNode,
  privatePackage,
  privateVersion,
  rightNode,
  root,
  runsTypeScript,
} from './node.mjs';

const modules = path.join(root, 'node_modules');
const stampFile = path.join(modules, '.kejing-lock');
const browserFile = path.join(modules, '.kejing-no-browser');
const minute = 60_000;

installPackages();
addNode();
if (process.argv.includes('--test')) addBrowser();
buildPages();

/**
 * npm ci, when the lock file is not the one that was installed or the folder was copied without its
 * links. A link to shared modules is left alone.
 */
function installPackages() {
  if (fs.lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const stamp = hashOf(['package-lock.json']);
  if (read(stampFile) === stamp && fs.existsSync(path.join(modules, '.bin'))) return;
  say('installing packages (about a minute the first time)');
  npm(['ci', '--include=dev', '--include=optional'], 'the packages could not be installed');
  fs.writeFileSync(stampFile, stamp);
}

/**
 * A private Node 24, when the machine's own is older. Any npm install removes it, so it is looked
 * for each time.
 */
function addNode() {
  if (privateNode() !== undefined) return;
  const version = outerVersion();
  if (Number.parseInt(version, 10) >= 24) return;
  if (fs.lstatSync(modules).isSymbolicLink()) return;
  say(`adding Node ${privateVersion} for Kejing (this machine has ${version})`);
  const done = npm(['install', '--no-save', `${privatePackage}@${privateVersion}`]);
  if (done && privateNode() !== undefined) return;
  if (runsTypeScript(version)) return say(`it could not be added; going on with Node ${version}`);
  fail(`Node ${privateVersion} could not be added and Node ${version} is too old: install Node 24`);
}

/**
 * Chromium and a Chinese font from Debian. Without them browser tests are skipped, with this
 * reason.
 */
function addBrowser() {
  fs.rmSync(browserFile, { force: true });
  const font = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc';
  if (fs.existsSync('/usr/bin/chromium') && fs.existsSync(font)) return;
  if (process.env.KEJING_CHROMIUM) return;
  const isDebian = fs.existsSync('/etc/debian_version');
  if (!isDebian || process.getuid?.() !== 0)
    return noBrowser(`chromium is not installed, and only root on Debian can install it here`);
  say('installing chromium and a Chinese font for the browser tests');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (args, limit) =>
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
      env,
      timeout: limit,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const packages = ['chromium', 'fonts-noto-cjk'];
  let result = apt(['update'], 3 * minute);
  if (result.status === 0)
    result = apt(['install', '-y', '--no-install-recommends', ...packages], 10 * minute);
  if (result.status === 0 && fs.existsSync('/usr/bin/chromium')) return;
  const words = (result.stderr ?? '').trim().split('\n').at(-1);
  noBrowser(`apt-get could not install chromium (${result.error?.message ?? words})`);
}

function noBrowser(reason) {
  say(`${reason}: browser tests will be skipped`);
  fs.writeFileSync(browserFile, reason);
}

/** The pages, when their sources changed since the last build. */
function buildPages() {
  if (!isFile('web/index.html') || !isFile('web/main.tsx')) return;
  const target = path.join(root, 'dist/web');
  const stamp = path.join(root, 'dist/web.sources');
  const shared = /^(contract|messages|access)\.ts$/;
  const settings = ['package-lock.json', 'tsconfig.json', 'vite.config.ts'].filter(isFile);
  const contracts = filesBelow('server').filter((one) => shared.test(path.basename(one)));
  const sources = [...settings, ...filesBelow('web'), ...filesBelow('core'), ...contracts].filter(
    (one) => !/\.test\.tsx?$/.test(one),
  );
  const now = hashOf(sources);
  if (read(stamp) === now && fs.existsSync(path.join(target, 'index.html'))) return;
  say('building the pages');
  fs.rmSync(stamp, { force: true });
  const where = isFile('vite.config.ts') ? ['build'] : ['build', 'web'];
  const flags = ['--outDir', target, '--emptyOutDir', '--logLevel', 'warn'];
  const vite = path.join(modules, 'vite/bin/vite.js');
  const result = spawnSync(rightNode(), [vite, ...where, ...flags], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (result.status !== 0) fail('the pages could not be built');
  fs.writeFileSync(stamp, now);
}

/** Runs npm with the machine's own Node, as it may remove the private one. */
function npm(args, failure) {
  const options = ['--ignore-scripts', '--loglevel=error', '--no-audit', '--no-fund'];
  const result = spawnSync('npm', [...args, ...options], {
    cwd: root,
    env: { ...process.env, PATH: outerPath(), NODE_ENV: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0 && failure) fail(`${failure}; is the npm registry reachable?`);
  return result.status === 0;
}

/** The version of the machine's own Node, also when this script runs on the private one. */
function outerVersion() {
  const inner = !path.relative(modules, process.execPath).startsWith('..');
  if (!inner) return process.versions.node;
  const result = spawnSync('node', ['-p', 'process.versions.node'], {
    env: { ...process.env, PATH: outerPath() },
    encoding: 'utf8',
  });
  return result.stdout?.trim() || '0';
}

function filesBelow(dir) {
  const here = path.join(root, dir);
  if (!fs.existsSync(here)) return [];
  return fs
    .readdirSync(here, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

function hashOf(files) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const file of files)
    hash.update(`\0${file}\0`).update(fs.readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

function isFile(name) {
  return fs.existsSync(path.join(root, name));
}

function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

function say(line) {
  console.log(`set-up: ${line}`);
}

function fail(line) {
  console.error(`set-up: ${line}`);
  process.exit(1);
}
