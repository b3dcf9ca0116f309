/** Members whom chance chose: how many were asked, and how many of them fit. */
export interface Asked {
  asked: number
  fitting: number
}

/** How many deviations a margin is wide. */
const deviations = 2.3

/**
 * How many of all members fit, when so many of those fit who were asked, whom chance had chosen. The margin covers the
 * truth in 19 of 20 cases: also where nobody was found, or nobody who does not fit.
 */
export function estimateMembers({ of, asked, fitting }: Asked & { of: number }): {
  members: number
  margin: number
} {
  const others = Math.max(0, of - asked)
  const more = asked === 0 ? others / 2 : (others * fitting) / asked
  // A little nearer to a half than what was seen: none of a hundred does not mean none at all.
  const share = (fitting + 2) / (asked + 4)
  const variance = share * (1 - share) * (others ** 2 / (asked + 4) + others)
  const furthest = Math.max(more, others - more)
  return {
    members: Math.round(fitting + more),
    margin: Math.ceil(Math.min(deviations * Math.sqrt(variance), furthest)),
  }
}
