import { createGenerator, type LoadAsk } from './generator.ts'

// The load runs in a process of its own: what it costs is not measured as if the server had done it.
const generator = createGenerator()

process.on('message', (ask: LoadAsk) => {
  generator.run(ask).then(
    (report) => process.send?.({ report }),
    (error: Error) => process.send?.({ error: error.message }),
  )
})
process.on('disconnect', () => generator.close())
