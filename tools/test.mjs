// Everything that a submission must pass. The last line is `N passed, M failed, K skipped`.
import { checkFormat, checkLint, checkTypes, close, runTests } from './sections.mjs';

close([checkTypes(), checkLint(), checkFormat(), runTests('tests', process.argv.slice(2))]);
