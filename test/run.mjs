/**
 * `npm test`: lint, types, then the three rings of tests. Prints the totals and fails when one of them fails.
 * Runs in this order because the cheap checks say the most for their time.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'jaggaer-erp-test-'));
// a shell that looked `node` up before set-up still runs the machine's own
const NODE_24 = path.join('node_modules', '.bin', 'node');
const totals = { passed: 0, failed: 0, skipped: 0 };

/** A check that is one test: it passes or it does not. */
function check(title, command, args) {
  console.log(`\n${title}`);
  const ok = spawnSync(command, args, { stdio: 'inherit' }).status === 0;
  totals[ok ? 'passed' : 'failed'] += 1;
}

function jest(project, ...more) {
  const report = path.join(folder, `${project}.json`);
  console.log(`\n${project} tests`);
  const args = ['jest', '--selectProjects', project, '--json', `--outputFile=${report}`, ...more];
  spawnSync(NODE_24, [path.join('node_modules', 'jest', 'bin', 'jest.js'), ...args.slice(1)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const result = JSON.parse(readFileSync(report, 'utf8'));
  totals.passed += result.numPassedTests;
  totals.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  totals.skipped += result.numPendingTests;
}

check('lint', 'npm', ['run', '--silent', 'lint']);
check('types', 'npm', ['run', '--silent', 'types']);
// of two cores jest would leave one idle; n8n is too large to be started on every core of a big machine
jest('unit', '--maxWorkers=100%');
jest('contract', '--maxWorkers=100%');
jest('e2e', '--maxWorkers=2');
rmSync(folder, { recursive: true, force: true });
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed === 0 ? 0 : 1);
