import type { PassTime } from '../programs/index.ts'
import type { Context } from './context.ts'
import { duties } from './jobs.ts'

/** What time brings to a test programme whose clock is moved: the duties of the jobs, in their order. */
export function passTime(context: Context): PassTime {
  return async (program, at) => {
    if (!(await context.programs.currentRelease(program.programId)).ok) return
    const { signal } = new AbortController()
    for (const duty of duties) {
      const isDue = duty.travels === undefined || (duty.travels === 'arrival' && at === 'arrival')
      if (isDue) await duty.run(context, program, signal)
    }
  }
}
