import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = join(import.meta.dirname, '..', 'dist')

/** The most JavaScript that the first page may cost, gzipped, in bytes. */
export const firstLoadBytesMax = 250 * 1024

interface Chunk {
  file: string
  isEntry?: boolean
  imports?: string[]
}

export interface Weight {
  file: string
  gzipBytes: number
}

/** The scripts that a browser needs before it shows the first page: the entry, what it imports, and one language. */
export function firstLoad(): Weight[] {
  const manifest: Record<string, Chunk> = JSON.parse(
    readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'),
  )
  const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry)
  if (!entry) throw new Error('The build has no entry')
  const needed = new Set<string>()
  const collect = (name: string): void => {
    const chunk = manifest[name]
    if (!chunk || needed.has(chunk.file)) return
    needed.add(chunk.file)
    chunk.imports?.forEach(collect)
  }
  collect(entry)
  collect('src/messages/fa.json')
  return [...needed].map((file) => ({ file, gzipBytes: gzipSync(readFileSync(join(dist, file))).length }))
}
