import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readTree } from '../structure/tree.ts'
import { type Outcome, root, type Step } from './steps.ts'

const sources = /^(?:contract|server|sdk|web|bench|tools|templates|docs)\//

/** Source files that .gitignore would leave out of the next commit: they work here and are missing everywhere else. */
export const ignoredStep: Step = { name: 'ignored', run: async () => findIgnored(root) }

/** Judges the tree at `folder`; a copy without git history has nothing to lose and passes. */
export function findIgnored(folder: string): Outcome {
  if (!existsSync(join(folder, '.git'))) return { passed: true, note: 'no git repository' }
  const paths = readTree(folder)
    .map((file) => file.path)
    .filter((path) => sources.test(path))
  const found = spawnSync('git', ['check-ignore', '--no-index', '--verbose', '--stdin'], {
    cwd: folder,
    encoding: 'utf8',
    input: paths.join('\n'),
  })
  // 0: some are ignored, 1: none is; anything else is git's own trouble.
  if (found.status !== 0 && found.status !== 1)
    return { passed: false, output: found.stderr || String(found.error) }
  const instead =
    'a source file that git leaves out is refused: use a pattern that begins with `/`, as in `/data/`'
  return { passed: found.status === 1, note: `${paths.length} files`, output: `${found.stdout}${instead}` }
}
