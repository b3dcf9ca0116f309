import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const web = join(import.meta.dirname, '..')

function newest(folder: string): number {
  const times = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs)
  return Math.max(0, ...times)
}

/** Builds `web/dist` when it is missing or older than what it is made of. */
export async function buildConsole(): Promise<void> {
  const built = join(web, 'dist', 'index.html')
  const files = ['index.html', 'vite.config.ts', 'package.json'].map(
    (name) => statSync(join(web, name)).mtimeMs,
  )
  const changed = Math.max(...files, newest(join(web, 'src')), newest(join(web, 'public')))
  if (existsSync(built) && statSync(built).mtimeMs > changed) return
  await build({ configFile: join(web, 'vite.config.ts'), logLevel: 'warn', mode: 'production' })
}
