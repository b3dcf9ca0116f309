import { pino } from 'pino'

/** Facts that go with a line. Values of secret names are hidden, long ones are cut. */
export type LogFields = Readonly<Record<string, unknown>>

/** Lines for operators: JSON for machines, short lines for people. Never a reply, a body or a credential. */
export interface Log {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
  /** The same log with fields on every line. */
  child(fields: LogFields): Log
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

export interface LogOptions {
  /** The lowest level that is written. Default `info`. */
  level?: LogLevel
  /** `human` for a terminal, `json` for everything that reads lines. Default: by whether stdout is a terminal. */
  format?: 'json' | 'human'
  /** Where whole lines go. Default: stdout. */
  write?: (line: string) => void
}

const fieldCharactersMax = 2000
const itemsMax = 50
const depthMax = 4
const secretName =
  /^(?:authorization|cookie|set-cookie|body|payload|password|secret|token|key_hash|headers)$/i
const secretText =
  /(\bBearer\s+|\b(?:token|secret|password|api_?key)=|\bp[kl]_[a-z]+_|postgres(?:ql)?:\/\/[^\s:@/]*:)[^\s"'&@]{4,}/gi

/** Opens the log of a process. */
export function openLog(options: LogOptions = {}): Log {
  const human = (options.format ?? (process.stdout.isTTY ? 'human' : 'json')) === 'human'
  const write = options.write ?? ((line: string) => process.stdout.write(line))
  const sink = human ? { write: (line: string) => write(humanLine(line)) } : { write }
  const base = pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'message',
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => hideIn(fields, 0) as Record<string, unknown>,
      },
    },
    sink,
  )
  return logOn(base)
}

/** A log that writes nothing. */
export const silentLog: Log = openLog({ level: 'silent', write: () => {} })

function logOn(target: pino.Logger): Log {
  return {
    debug: (message, fields = {}) => target.debug(fields, hideText(message)),
    info: (message, fields = {}) => target.info(fields, hideText(message)),
    warn: (message, fields = {}) => target.warn(fields, hideText(message)),
    error: (message, fields = {}) => target.error(fields, hideText(message)),
    child: (fields) => logOn(target.child(hideIn(fields, 0) as Record<string, unknown>)),
  }
}

function hideText(text: string): string {
  const cut = text.length > fieldCharactersMax ? `${text.slice(0, fieldCharactersMax)}...` : text
  return cut.replace(secretText, '$1[hidden]')
}

function hideIn(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return hideText(value)
  if (typeof value === 'bigint') return String(value)
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Error) return errorFields(value, depth)
  if (Buffer.isBuffer(value)) return `[${value.length} bytes]`
  if (depth >= depthMax) return '[deeper]'
  if (Array.isArray(value)) return value.slice(0, itemsMax).map((item) => hideIn(item, depth + 1))
  const entries = Object.entries(value).slice(0, itemsMax)
  return Object.fromEntries(
    entries.map(([name, part]) => [name, secretName.test(name) ? '[hidden]' : hideIn(part, depth + 1)]),
  )
}

/** Only these parts of an error: a database error's `detail` holds the row's values. */
function errorFields(error: Error & { code?: unknown }, depth: number): LogFields {
  return {
    name: error.name,
    message: hideText(error.message),
    ...(typeof error.code === 'string' ? { code: error.code } : {}),
    stack: hideText(error.stack ?? ''),
    ...(error.cause instanceof Error && depth < depthMax
      ? { cause: errorFields(error.cause, depth + 1) }
      : {}),
  }
}

/** `10:15:03 warn  message  name=value`; control characters cannot forge a line of their own. */
function humanLine(line: string): string {
  const { time, level, message, ...fields } = JSON.parse(line) as Record<string, unknown>
  const parts = Object.entries(fields).map(([name, value]) => `  ${name}=${fieldText(value)}`)
  const stack = Object.values(fields).find(isErrorFields)?.stack
  const head = `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${printable(String(message))}`
  return `${head}${parts.join('')}\n${stack === undefined ? '' : `${stack.split('\n').slice(1).map(printable).join('\n')}\n`}`
}

function isErrorFields(value: unknown): value is { message: string; stack: string } {
  return value !== null && typeof value === 'object' && 'stack' in value && 'message' in value
}

function fieldText(value: unknown): string {
  if (isErrorFields(value)) return printable(value.message)
  return printable(typeof value === 'string' ? value : JSON.stringify(value))
}

function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ' ')
}

/**
 * The last place where an error can be seen. The process cannot know what a stray error left half done, so it is
 * logged once and `stop` brings the process down in order; whoever runs it starts it again.
 */
export function watchStrayErrors(log: Log, stop: (error: unknown) => void): () => void {
  function onStray(error: unknown): void {
    log.error('An error reached nobody; stopping', {
      err: error instanceof Error ? error : new Error(String(error)),
    })
    stop(error)
  }
  process.on('uncaughtException', onStray)
  process.on('unhandledRejection', onStray)
  return () => {
    process.off('uncaughtException', onStray)
    process.off('unhandledRejection', onStray)
  }
}
