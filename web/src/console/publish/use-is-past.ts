import { useProgram } from '../program.tsx'

/** Whether an instant has passed by the programme's clock; none has not. */
export function useIsPast(): (at: string | undefined) => boolean {
  const { now } = useProgram()
  const present = now === undefined ? Date.now() : Date.parse(now)
  return (at) => at !== undefined && Date.parse(at) <= present
}
