import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isAlive, startMark } from './processes.ts'

/** Notes that this process uses the server of `home`. Returns the note's file. Call under the directory lock. */
export function attach(home: string): string {
  const folder = attachmentsFolder(home)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, `${process.pid}.${randomUUID()}`)
  writeFileSync(file, startMark(process.pid))
  return file
}

/** How many living processes (counted once per attachment) use the server; notes of dead ones are removed. */
export function countAttached(home: string): number {
  return listNotes(home).filter((file) => {
    if (isLive(file)) return true
    rmSync(file, { force: true })
    return false
  }).length
}

function attachmentsFolder(home: string): string {
  return path.join(home, 'attached')
}

function listNotes(home: string): string[] {
  const folder = attachmentsFolder(home)
  try {
    return readdirSync(folder).map((name) => path.join(folder, name))
  } catch {
    return []
  }
}

function isLive(file: string): boolean {
  const pid = Number.parseInt(path.basename(file), 10)
  if (!Number.isInteger(pid) || !isAlive(pid)) return false
  return readFileSync(file, 'utf8') === startMark(pid)
}
