// Loaded into the product's process before it starts: makes the errors that nobody expects, when a test asks for them.
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** Each signal plants one. */
process.on('SIGUSR2', () => {
  if (process.env.STRAY === 'handler') breakNextConnect()
  else if (process.env.STRAY === 'rejection') void rejectLater()
  else setTimeout(throwPlanted, 1)
})

function throwPlanted(): never {
  throw new Error('planted in a timer')
}

async function rejectLater(): Promise<void> {
  await pause(1)
  throw new Error('planted in a promise')
}

/** The next statement of the product that needs a connection throws what nobody has a sentence for. */
function breakNextConnect(): void {
  const { connect } = pg.Pool.prototype
  pg.Pool.prototype.connect = () => {
    pg.Pool.prototype.connect = connect
    throw new TypeError('planted in a handler: secret-of-the-house')
  }
}
