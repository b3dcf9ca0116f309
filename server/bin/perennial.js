#!/usr/bin/env node
// Plain JavaScript for any Node: it only finds a Node that runs TypeScript and hands over to it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const oldestMajor = 22
const oldestMinor = 19
// The mark ends a loop in which the Node that was found is itself too old.
const handedOver = 'PERENNIAL_HANDED_OVER'

function isRecent(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
}

/** The Node that npm installed beside the dependencies, or undefined. */
function installedNode() {
  const packages = [`node-${{ win32: 'win' }[process.platform] ?? process.platform}-${process.arch}`]
  packages.push(`node-bin-${process.platform}-${process.arch}`)
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  const require = createRequire(import.meta.url)
  for (const name of packages) {
    for (const folder of require.resolve.paths(name) ?? []) {
      const program = path.join(folder, name, 'bin', file)
      if (existsSync(program)) return program
    }
  }
  return undefined
}

/**
 * An import goes over very many short-lived objects. Left alone, Node lets them pile up to several times what the import
 * holds; these limits keep its memory from growing with its speed, and lie far above what it needs.
 */
const importFlags = ['--max-semi-space-size=8', '--max-old-space-size=384']
const nodeFlags = process.argv[2] === 'import' ? importFlags : []

function handOver(program) {
  const child = spawn(program, [...nodeFlags, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, [handedOver]: '1' },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']) {
    // A terminal sends Ctrl-C to both; a second SIGINT to the child would read as "now at once".
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('error', (error) => fail(`Node could not be started from ${program}: ${error.message}.`))
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    // Ends in the way the child did, so that a supervisor sees the true cause.
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

if (isRecent(process.versions.node) && nodeFlags.length > 0 && process.env[handedOver] !== '1') {
  handOver(process.execPath)
} else if (isRecent(process.versions.node)) {
  await import('../src/app/cli.ts')
} else {
  const program = process.env[handedOver] === '1' ? undefined : installedNode()
  if (program === undefined) {
    fail(
      `Perennial needs Node ${oldestMajor}.${oldestMinor} or newer and this is ${process.versions.node}. ` +
        'Run `npm ci` in its folder (which brings a Node of its own), or install a newer Node.',
    )
  } else {
    handOver(program)
  }
}
