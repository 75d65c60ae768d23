import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

let compiler: NodeCompiler | undefined;
let compiled = 0;

/**
 * A PDF from a typst template. The data are reached in it by `json(bytes(sys.inputs.data))`; they
 * are never read as typst source, so a name with a `#` in it stays a name. Chinese is embedded as
 * real text (Noto Sans SC, regular and bold). One compiler a process; about 40 ms a letter once it
 * is warm.
 */
export function pdfOf(template: string, data: unknown): Buffer {
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts() }] });
  const pdf = compiler.pdf({
    mainFileContent: template,
    inputs: { data: JSON.stringify(data) },
  });
  compiled += 1;
  if (compiled % 20 === 0) compiler.evictCache(10);
  return pdf;
}

function fonts(): Buffer[] {
  const home = path.dirname(
    createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'),
  );
  return ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf'].map((file) =>
    readFileSync(path.join(home, file)),
  );
}
