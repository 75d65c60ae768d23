// Everything that a submission must pass. The last line is `N passed, M failed, K skipped`.
import { checkLint, checkTypes, close, runTests } from './sections.mjs';

close([checkTypes(), checkLint(), runTests('tests', process.argv.slice(2))]);
