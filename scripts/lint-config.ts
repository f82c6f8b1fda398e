/**
 * Writes .oxlintrc.json: the general rules, and for every area which imports are closed to it. Run it after
 * changing the area order (npm run lint:config); a test holds the file to it.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AREA_ORDER } from './areas.ts'

const deep = {
  group: ['#areas/*/*', '**/areas/*/**'],
  message: 'Other areas are reached through their door: import from "#areas/<name>".',
}

export function lintConfig(): object {
  return {
    $schema: './node_modules/oxlint/configuration_schema.json',
    plugins: ['typescript', 'unicorn', 'import', 'promise'],
    categories: { correctness: 'error', suspicious: 'error' },
    rules: {
      'typescript/no-explicit-any': 'error',
      'no-await-in-loop': 'off',
      'no-shadow': 'off',
      'no-unmodified-loop-condition': 'off',
      'promise/always-return': 'off',
      'import/no-unassigned-import': 'off',
      'import/no-named-as-default-member': 'off',
      'import/no-named-as-default': 'off',
      'unicorn/consistent-function-scoping': 'off',
      'unicorn/no-array-sort': 'off',
      'typescript/no-unnecessary-type-arguments': 'off',
    },
    overrides: [
      {
        files: ['src/platform/**'],
        rules: {
          'no-restricted-imports': [
            'error',
            { patterns: [{ group: ['#areas/*', '**/areas/**'], message: 'The platform knows no salon.' }] },
          ],
        },
      },
      ...AREA_ORDER.map((area, i) => ({
        files: [`src/areas/${area}/**`],
        rules: {
          'no-restricted-imports': [
            'error',
            {
              patterns: [
                deep,
                ...(AREA_ORDER.length > i + 1
                  ? [
                      {
                        group: AREA_ORDER.slice(i + 1).map((later) => `#areas/${later}`),
                        message: `${area} comes before these in the order of areas; see docs/architecture.md.`,
                      },
                    ]
                  : []),
              ],
            },
          ],
        },
      })),
      {
        files: ['packages/*/src/**'],
        rules: {
          'no-restricted-imports': [
            'error',
            { patterns: [{ group: ['#*', '#*/**', '../**'], message: 'A package stands alone.' }] },
          ],
        },
      },
      { files: ['**/*.test.ts', 'test/**'], rules: { 'no-restricted-imports': 'off' } },
      { files: ['examples/**'], rules: { 'unicorn/no-invalid-fetch-options': 'off' } },
    ],
    ignorePatterns: ['src/contract/types', 'src/contract/wire'],
  }
}

export const lintConfigText = (): string => `${JSON.stringify(lintConfig(), null, 2)}\n`

if (process.argv[1] === import.meta.filename)
  writeFileSync(join(import.meta.dirname, '../.oxlintrc.json'), lintConfigText())
