import type { Check, Problem, SourceFile } from './tree.ts'

const headings = ['Context', 'Decision', 'Alternatives', 'Consequences']

/** Decision records have their four parts, and numbers that nobody reuses. */
export const decisions: Check = {
  name: 'decisions',
  run(files) {
    const records = files.filter((file) => /^docs\/decisions\/(?!README\.md)[^/]+\.md$/.test(file.path))
    return [...records.flatMap(recordProblems), ...sequence(records.map((record) => record.path))]
  },
}

function recordProblems({ path, text }: SourceFile): Problem[] {
  const missing = headings.filter((heading) => !new RegExp(`^## ${heading}\\s*$`, 'm').test(text))
  return missing.map((heading) => ({
    path,
    message: `a decision record without "## ${heading}" is refused: use the four headings ${headings.join(', ')}`,
  }))
}

const migrationFiles = ['up.sql', 'note.md', 'check.sql']

/** A migration is a numbered folder that says what it does and proves that it did. */
export const migrations: Check = {
  name: 'migrations',
  run(files) {
    const paths = files.map((file) => file.path).filter((path) => path.startsWith('server/migrations/'))
    const folders = new Set(paths.map((path) => path.split('/').slice(0, 3).join('/')))
    const present = new Map(files.map((file) => [file.path, file.text]))
    const incomplete = [...folders].flatMap((folder) =>
      migrationFiles
        .filter((name) => !present.get(`${folder}/${name}`)?.trim())
        .map((name) => ({
          path: folder,
          message: `a migration without ${name} is refused: use a folder with ${migrationFiles.join(', ')}`,
        })),
    )
    return [...incomplete, ...sequence([...folders])]
  },
}

// Two branches that both take number 7 would each work alone and meet in production.
function sequence(paths: readonly string[]): Problem[] {
  return [...paths].sort().flatMap((path, index) => {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const expected = String(index + 1).padStart(4, '0')
    if (name.startsWith(`${expected}-`)) return []
    return [
      {
        path,
        message: `the number of \`${name}\` is refused: use \`${expected}-\`, the next in the sequence`,
      },
    ]
  })
}
