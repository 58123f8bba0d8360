const { rm } = require('node:fs/promises');
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { src, dest, series, parallel } = require('gulp');
const esbuild = require('esbuild');

const clean = () => rm('dist', { recursive: true, force: true });

async function compile() {
  execFileSync(
    process.execPath,
    [path.join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.json'],
    { stdio: 'inherit' },
  );
}

/** Libraries that n8n does not offer go into one file, so that all nodes share one copy. */
const bundleLibraries = () =>
  esbuild.build({
    entryPoints: ['nodes/shared/libraries.ts'],
    outfile: 'dist/nodes/shared/libraries.js',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    allowOverwrite: true,
  });

const assets = () =>
  src(['nodes/**/*.{svg,json}', 'credentials/**/*.svg'], { base: '.', encoding: false }).pipe(dest('dist'));

exports.build = series(clean, compile, parallel(bundleLibraries, assets));
exports.default = exports.build;
