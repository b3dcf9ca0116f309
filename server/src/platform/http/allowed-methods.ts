import type { FastifyInstance } from 'fastify'

/** Remembers every route of a server, plugins' included, and tells which methods an address offers. */
export function watchMethods(app: FastifyInstance): (url: string) => string[] {
  const patterns = new Map<string, { pattern: RegExp; methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    // A page that catches all addresses says nothing about any one of them.
    if (url === '*' || url === '/*') return
    let entry = patterns.get(url)
    if (entry === undefined) {
      entry = { pattern: patternOf(url), methods: new Set() }
      patterns.set(url, entry)
    }
    for (const one of [method].flat()) entry.methods.add(one)
  })
  return (url) => {
    const path = url.split('?', 1)[0] ?? ''
    const methods = [...patterns.values()]
      .filter(({ pattern }) => pattern.test(path))
      .flatMap((entry) => [...entry.methods])
    return [...new Set(methods)].sort()
  }
}

function patternOf(url: string): RegExp {
  const source = url
    .split(/(::|:\w+|\*)/)
    .map((part) => {
      if (part === '::') return ':'
      if (part === '*') return '.*'
      // A trailing verb such as `:batch` is a name of its own, never part of a parameter.
      return part.startsWith(':') ? '[^/:]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    })
    .join('')
  return new RegExp(`^${source}$`)
}
