/** An estimate as it came: about so many, and by how many that may be off. */
export interface Estimate {
  members: number
  margin: number
}

/** Whether an estimate tells no more than that there are fewer than so many. */
export function isOpen({ members, margin }: Estimate): boolean {
  return margin > 0 && margin >= members
}

/** Fewer than how many there are, said with one digit. */
export function fewerThan({ members, margin }: Estimate): number {
  const most = members + margin
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, most)))
  return (Math.floor(most / unit) + 1) * unit
}

/** An estimate as people say it: both numbers without digits that the margin leaves open, and the margin not too small. */
export function roughly({ members, margin }: Estimate): Estimate {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, margin)))
  return {
    members: Math.round(members / unit) * unit,
    // Rounding moves the number by half a unit at most.
    margin: Math.ceil(margin / unit + (unit > 1 ? 0.5 : 0)) * unit,
  }
}
