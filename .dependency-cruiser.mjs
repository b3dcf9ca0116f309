import { foundations, mayImport, folders as names } from './tools/structure/import-table.ts'

const test = '\\.test\\.tsx?$'

const rows = names.map((name) => ({
  name: `${name}-imports`,
  severity: 'error',
  comment: `${name}/ may import only ${mayImport(name).join(', ') || 'nothing of server/src'}: use a fact, an effect or an outbox reaction, or move the code to the row that may (tools/structure/import-table.json)`,
  from: { path: `^server/src/${name}/` },
  to: { path: '^server/src/', pathNot: [name, ...mayImport(name)].map((each) => `^server/src/${each}/`) },
}))

const behindDoors = names.filter((name) => !foundations.includes(name)).join('|')

export default {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'a cycle is refused: use a third file that both import, or hand the value over',
      from: {},
      to: { circular: true },
    },
    ...rows,
    {
      name: 'front-door',
      severity: 'error',
      comment:
        'an import past the front door is refused: use index.ts of that domain, and export there what others may call',
      from: { path: '^server/src/([^/]+)/' },
      to: {
        path: `^server/src/(?:${behindDoors})/`,
        pathNot: ['^server/src/$1/', '^server/src/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'own-door',
      severity: 'error',
      comment: 'a domain that enters by its own front door is refused: use the file itself',
      from: { path: '^server/src/([^/]+)/', pathNot: test },
      to: { path: '^server/src/$1/index\\.ts$' },
    },
    {
      name: 'contract-alone',
      severity: 'error',
      comment: 'the contract imports nothing of the product: use a value that both sides can pass',
      from: { path: '^contract/' },
      to: { path: '^(?:server|web|sdk|bench|tools)/' },
    },
    {
      name: 'contract-door',
      severity: 'error',
      comment: 'an import past the front door is refused: use `@perennial/contract`',
      from: { path: '^(?:server|web|sdk)/' },
      to: { path: '^contract/', pathNot: '^contract/src/index\\.ts$|^contract/openapi\\.json$' },
    },
    {
      name: 'sdk-imports',
      severity: 'error',
      comment: 'the sdk imports the contract only: use `@perennial/contract`',
      from: { path: '^sdk/' },
      to: { path: '^(?:server|web|bench|tools)/' },
    },
    {
      name: 'web-imports',
      severity: 'error',
      comment: 'web imports the types of the contract and the sdk only: use the API',
      from: { path: '^web/', pathNot: test },
      to: { path: '^(?:server|bench|tools)/' },
    },
    {
      name: 'web-contract-types',
      severity: 'error',
      comment: 'web imports types of the contract, not its code: use `import type`, or the sdk',
      from: { path: '^web/src/', pathNot: test },
      to: { path: '^contract/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-alone',
      severity: 'error',
      comment: 'the server imports the contract only: use the API from outside',
      from: { path: '^server/src/', pathNot: test },
      to: { path: '^(?:web|sdk|bench|tools|server/test)/' },
    },
    {
      name: 'no-test-import',
      severity: 'error',
      comment: 'an import of a test is refused: use a file of its own for what both need',
      from: {},
      to: { path: test },
    },
    {
      name: 'unresolved',
      severity: 'error',
      comment:
        'an import that cannot be resolved is refused: use a path with its ending `.ts`, or add the package to the workspace that uses it',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)node_modules/|^web/dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
}
