/**
 * Two rule sets. What ships (nodes, credentials, package.json) obeys n8n's rules for community nodes, as its package
 * scanner applies them: inline disables do not count. Tests and the sandbox are ordinary Node programs.
 */
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { defineConfig, globalIgnores } from 'eslint/config';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const published = ['nodes/**/*.{ts,json}', 'credentials/**/*.{ts,json}', 'package.json'];
const scripts = ['**/*.{js,mjs,cjs}'];
const nodeGlobals = [
  ...['AbortController', 'AbortSignal', 'Buffer', 'URL', 'URLSearchParams', 'TextDecoder', 'TextEncoder'],
  ...['clearImmediate', 'clearInterval', 'clearTimeout', 'setImmediate', 'setInterval', 'setTimeout'],
  ...['console', 'fetch', 'process', 'performance', 'structuredClone', '__dirname', '__filename'],
  ...['exports', 'module', 'require'],
];

export default defineConfig(
  globalIgnores([
    'dist/',
    'node_modules/',
    '.tmp/',
    'coverage/',
    'sandbox/n8n/node_modules/',
    'sandbox/**/dist/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  { files: ['**/*.ts', ...scripts], extends: [tseslint.configs.recommended] },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    },
  },
  {
    // What the compiler checks in TypeScript, and nothing else would in these.
    files: scripts,
    languageOptions: { globals: Object.fromEntries(nodeGlobals.map((name) => [name, 'readonly'])) },
    rules: { 'no-undef': 'error', '@typescript-eslint/no-require-imports': 'off' },
  },

  {
    files: published,
    extends: [n8nCommunityNodesPlugin.configs.recommended],
    plugins: { 'n8n-nodes-base': n8nNodesBase },
    linterOptions: { noInlineConfig: true },
    rules: { 'no-console': 'error' },
  },
  { files: ['**/*.json'], languageOptions: { parser: tseslint.parser } },
  { files: ['package.json'], rules: n8nNodesBase.configs.community.rules },
  {
    files: ['credentials/**/*.ts'],
    rules: {
      ...n8nNodesBase.configs.credentials.rules,
      // Both as n8n's scanner has them: the first demands a slug of n8n's own docs, the second is done better above.
      'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
      'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
    },
  },
  {
    files: ['nodes/**/*.ts'],
    rules: {
      ...n8nNodesBase.configs.nodes.rules,
      // As n8n's scanner has them: inputs and outputs are no longer strings, and an API may have a true maximum.
      'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
      'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
      'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
    },
  },
);
