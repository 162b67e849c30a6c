// Every check, then every test. Ends with "N passed, N failed, N skipped".
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { install, node, root, run, tool } from './runtime.mjs';

install();
const folder = mkdtempSync(path.join(tmpdir(), 'compliance-os-tests-'));
const report = path.join(folder, 'report.json');
const only = process.argv.slice(2);
const checks = only.length > 0 ? 0 : await run(node(), [path.join(root, 'scripts/lint.mjs')]);
const built = checks !== 0 ? 1 : await run(node(), [path.join(root, 'scripts/build.mjs')]);
const tests =
  built !== 0
    ? 1
    : await tool('vitest', [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...only,
      ]);

const counts = { passed: 0, failed: 0, skipped: 0 };
try {
  const { testResults, numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  Object.assign(counts, {
    passed: numPassedTests,
    failed: numFailedTests + broken,
    skipped: numPendingTests + numTodoTests,
  });
} catch {
  counts.failed = 1; // nothing ran
}
rmSync(folder, { recursive: true, force: true });
if (checks !== 0) console.error('\nThe checks before the tests failed; see above.');
if (counts.skipped > 0)
  console.warn(
    `\n${counts.skipped} TESTS WERE SKIPPED: a real service is missing here. "npm run compliance-os -- doctor" says which and how to get it.`,
  );
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(tests !== 0 || counts.failed > 0 ? 1 : 0);
