import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { openLog } from './log.ts'

function written(format: 'json' | 'human', use: (log: ReturnType<typeof openLog>) => void): string {
  let text = ''
  use(
    openLog({
      format,
      write: (line) => {
        text += line
      },
    }),
  )
  return text
}

const key = `pk_live_${'A1b2'.repeat(10)}abc`

describe('the log hides', () => {
  it.each([
    ['authorization', { authorization: `Bearer ${key}` }],
    ['cookies', { request: { cookie: 'perennial_session=abcdefgh' } }],
    ['bodies', { body: { email: 'abcdefgh' } }],
    ['keys inside text', { text: `sent ${key} twice` }],
    ['bearers inside text', { text: 'Bearer abcdefgh' }],
    ['links', { url: 'http://localhost/sign-in?token=abcdefgh' }],
    ['passwords of the database', { url: 'postgresql://app:abcdefgh@host/db' }],
    ['rows inside database errors', { err: Object.assign(new Error('duplicate'), { detail: 'abcdefgh' }) }],
    ['bytes', { key: Buffer.from('abcdefgh') }],
  ])('%s', (_, fields) => {
    for (const format of ['json', 'human'] as const) {
      const text = written(format, (log) => log.info('a message', fields))
      expect(text).toContain('a message')
      expect(text).not.toMatch(/abcdefgh|A1b2A1b2/)
      expect(written(format, (log) => log.child(fields).info('a message'))).not.toMatch(/abcdefgh|A1b2A1b2/)
    }
  })

  it('debug lines, until it is asked for them', () => {
    expect(written('json', (log) => log.debug('quiet'))).toBe('')
  })
})

describe('the log writes', () => {
  it('one JSON object a line, with long fields cut', () => {
    const text = written('json', (log) => log.warn('a\nb', { long: 'x'.repeat(100_000), n: 1n }))
    expect(text.split('\n')).toHaveLength(2)
    expect(JSON.parse(text)).toMatchObject({ level: 'warn', message: 'a\nb', n: '1' })
    expect(text.length).toBeLessThan(2300)
  })

  it('short lines for people, in which no text can forge another line', () => {
    const text = written('human', (log) => log.info('started\n12:00:00 error forged', { port: 4100 }))
    expect(text).toMatch(/^\d\d:\d\d:\d\d info {2}started 12:00:00 error forged {2}port=4100\n$/)
  })

  it('a stack under the line of an error', () => {
    expect(written('human', (log) => log.error('failed', { err: new Error('why') }))).toMatch(
      /err=why\n\s+at /,
    )
  })
})

describe('O-11 an error that reaches nobody', () => {
  it.each([
    ['thrown in a timer', "setTimeout(() => { throw new Error('stray') }, 1)"],
    ['a rejection that nobody handles', "void Promise.reject(new Error('stray'))"],
  ])('%s is logged once, and the process ends in order', (_, code) => {
    const script = `
      import { openLog, watchStrayErrors } from ${JSON.stringify(new URL('./log.ts', import.meta.url).href)}
      watchStrayErrors(openLog({ format: 'json' }), () => { process.exitCode = 1; clearInterval(work) })
      const work = setInterval(() => {}, 1000)
      ${code}`
    const run = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
      encoding: 'utf8',
    })
    expect([run.status, run.stderr]).toEqual([1, ''])
    expect(
      run.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ level: 'error', err: { message: 'stray' } }])
  })
})
