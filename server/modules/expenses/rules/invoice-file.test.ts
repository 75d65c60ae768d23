import { expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { mediaTypeOf } from './invoice-file.ts';

it.each(
  table(`
    what              | bytes            | type
    a PDF             | 255044462d312e37 | application/pdf
    a PNG             | 89504e470d0a1a0a | image/png
    a JPEG            | ffd8ffe0         | image/jpeg
    an OFD            | 504b0304         | application/ofd
    a page            | 3c68746d6c3e     | none
    a PDF cut short   | 25504446         | none
    nothing           | 00               | none
  `),
)('$what is $type', ({ bytes, type }) => {
  expect(mediaTypeOf(Buffer.from(bytes, 'hex')) ?? 'none').toBe(type);
});
