// The quick check while writing: types, lint and the tidy rules, without a database.
import { checkFormat, checkLint, checkTypes, close, runTests } from './sections.mjs';

close([
  checkTypes(),
  checkLint(),
  checkFormat(),
  runTests('tidy', ['tools/tidy.test.ts'], { KEJING_TEST_NO_DATABASE: 'yes' }),
]);
