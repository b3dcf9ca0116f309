/** Which keys a rule takes: those included (or all), without those excluded. */
export interface Choice {
  include: ReadonlySet<string> | undefined
  exclude: ReadonlySet<string> | undefined
}

export function choiceOf(
  spec: { include?: string[] | undefined; exclude?: string[] | undefined } | undefined,
): Choice | undefined {
  if (spec === undefined || (spec.include === undefined && spec.exclude === undefined)) return undefined
  return {
    include: spec.include === undefined ? undefined : new Set(spec.include),
    exclude: spec.exclude === undefined ? undefined : new Set(spec.exclude),
  }
}

/** Whether the choice takes the key. */
export function takes(choice: Choice, key: string): boolean {
  return choice.include?.has(key) !== false && choice.exclude?.has(key) !== true
}
